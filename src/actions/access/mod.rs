//! What the key may do, what it lacks and what it has too much.

mod check;
mod shapes;
mod verdict;

use json::Value;

use super::action::Action;
use super::answer;
use super::catalogue::{Declaration, Effect};
use super::doc::Doc;
use super::held;
use super::input::Input;
use super::key_rights::{KEY, on_version};
use super::parameter::Parameters;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::call::Method;
use crate::webservice::error::Result;
use crate::webservice::permissions::{Permissions, Rights};
use crate::webservice::version::Version;
use check::Check;
use shapes::{CHECK_ACCESS_OUTPUT, OPTIONAL_RIGHT};
use verdict::Verdict;

/// `check_access`: one request.
pub struct CheckAccess;

impl Action for CheckAccess {
    const DECLARATION: Declaration = Declaration {
        name: "check_access",
        title: Doc::new("Check Access"),
        description: Doc::new(
            "Tells which shop and version this is and whether the key is ready: which rights it lacks, with the actions that stop or answer less without them, which it has without need, and which optional ones would add something. Works with any valid key: a good first call, and the one after a refusal. Changes nothing.",
        ),
        example: Doc::new("{}"),
        input: Parameters::NONE,
        output: &CHECK_ACCESS_OUTPUT,
        effect: Effect::Reads,
        needs: &[],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let permissions = client.permissions().await?;
        let asked = &client.settings().endpoint;
        let folder = permissions.folder.as_deref().unwrap_or(asked.folder());
        let shop_url = [asked.origin(), folder].concat();
        let version = (client.version(), client.version_text());
        let mut output = report(&permissions, shop_url, version, input.catalogue);
        held::tell(client, &mut output, input.catalogue);
        Ok(Value::Object(output))
    }
}

fn report(
    permissions: &Permissions,
    shop_url: String,
    (version, version_text): (Option<Version>, Option<String>),
    catalogue: &[Declaration],
) -> answer::Answer {
    let documented = KEY.iter().map(|one| one.resource);
    let listed = permissions.resources.iter().map(|(name, _)| name.as_str());
    let names: Vec<&str> = documented.chain(listed).collect();
    let mut sorted: Vec<(&str, usize)> = names.iter().copied().zip(0..).collect();
    sorted.sort_unstable();
    // Each name where it was first seen, with the rights that were listed first.
    let mut checks: Vec<Option<Check<'_>>> = names.iter().map(|_| None).collect();
    for alike in sorted.chunk_by(|one, other| one.0 == other.0) {
        let listed = alike.iter().find_map(|(_, at)| at.checked_sub(KEY.len()));
        let listed = listed.and_then(|at| permissions.resources.get(at));
        let rights = listed.map_or(Rights::default(), |(_, rights)| *rights);
        if let Some((name, first)) = alike.first()
            && let Some(check) = checks.get_mut(*first)
        {
            *check = Some(Check::new(name, rights, version));
        }
    }
    let checks: Vec<Check<'_>> = checks.into_iter().flatten().collect();
    let mut output = answer::blank(&CHECK_ACCESS_OUTPUT);
    let is_ok = !checks.iter().any(Check::lacks_something);
    answer::set(&mut output, "ok", is_ok);
    answer::set(&mut output, "verdict", verdict(&checks).name());
    answer::set(&mut output, "shop_name", permissions.shop_name.as_str());
    answer::set(&mut output, "shop_url", shop_url);
    answer::set(&mut output, "version", version_text);
    answer::set(&mut output, "summary", summary(&checks, version));
    let rows: Vec<Value> = checks.iter().map(|check| check.answer(catalogue)).collect();
    answer::set(&mut output, "resources", rows);
    answer::set(&mut output, "optional", optional(&checks));
    output
}

fn verdict(checks: &[Check<'_>]) -> Verdict {
    match (
        checks.iter().any(Check::lacks_something),
        checks.iter().any(Check::has_too_much),
    ) {
        (true, _) => Verdict::NotReady,
        (false, true) => Verdict::ReadyButTooMuch,
        (false, false) => Verdict::Ready,
    }
}

/// The optional rights, with what each adds.
fn optional(checks: &[Check<'_>]) -> Vec<Value> {
    let rights = KEY.iter().filter(|right| right.is_optional);
    let rows = rights.map(|right| {
        let is_missing = |check: &Check<'_>| {
            let mut missing = check.missing.iter();
            missing.any(|(_, one)| std::ptr::eq(*one, right))
        };
        let mut row = answer::blank(&OPTIONAL_RIGHT);
        answer::set(&mut row, "resource", right.resource);
        answer::set(&mut row, "method", right.method.name());
        answer::set(&mut row, "granted", !checks.iter().any(is_missing));
        answer::set(&mut row, "adds", right.purpose);
        Value::Object(row)
    });
    rows.collect()
}

fn summary(checks: &[Check<'_>], version: Option<Version>) -> String {
    let missing = checks.iter().flat_map(|check| check.missing.iter());
    let lacking: Vec<String> = missing
        .filter(|(_, right)| !right.is_optional)
        .map(|(method, right)| format!("{} {}", method.name(), right.resource))
        .collect();
    let extra = checks.iter().filter(|check| check.has_too_much()).count();
    let mut text = match lacking.is_empty() {
        true => "The key has every right it needs.".to_owned(),
        false => format!("The key is not ready. It lacks: {}.", lacking.join(", ")),
    };
    let patched = KEY.iter().find(|right| {
        on_version(right, version) != right.method
            && lacking.contains(&format!("{} {}", Method::Patch.name(), right.resource))
    });
    if let Some(right) = patched {
        text.push_str(&format!(
            " PrestaShop 9 needs PATCH to change {}: a PUT damages them.",
            right.resource
        ));
    }
    if extra > 0 {
        text.push_str(&format!(
            " It can do too much: on {extra} resource(s) it has rights that nothing here uses."
        ));
    }
    text
}
