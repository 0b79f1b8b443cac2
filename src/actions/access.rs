//! What the key may do, what it lacks and what it has too much.

use json::Value;

use super::action::Action;
use super::answer;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::held::{self, ONLY_CUSTOMER_PROPERTY};
use super::input::Input;
use super::key_rights::{KEY, KeyRight, named_box, on_version, patches, tick};
use super::parameter::Parameters;
use super::shape::{Object, Property, Shape};
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::call::Method;
use crate::webservice::error::Result;
use crate::webservice::permissions::{Permissions, Rights};
use crate::webservice::version::Version;

const METHOD: Shape = Shape::Word(&["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD"]);

static MISSING_RIGHT: Object = Object {
    name: Doc::new("MissingRight"),
    description: Doc::new("A right the key lacks."),
    properties: &[
        Property::new("method", METHOD, "The right, as the back office names it."),
        Property::new(
            "optional",
            Shape::Boolean,
            "Whether the documented key does without.",
        ),
        Property::new(
            "stops",
            Shape::List(&Shape::Text),
            "Actions that do not work without it.",
        ),
        Property::new(
            "limits",
            Shape::List(&Shape::Text),
            "Actions that answer less without it.",
        ),
        Property::new(
            "advice",
            Shape::Text,
            "What it is for and which box to tick.",
        ),
    ],
};

static RESOURCE_ACCESS: Object = Object {
    name: Doc::new("ResourceAccess"),
    description: Doc::new("The rights of the key on a resource."),
    properties: &[
        Property::new("resource", Shape::Text, "Name of the resource."),
        Property::new("rights", Shape::List(&METHOD), "What the key may do."),
        Property::new(
            "missing",
            Shape::List(&Shape::Object(&MISSING_RIGHT)),
            "What it should be able to do as well.",
        ),
        Property::new(
            "too_much",
            Shape::List(&METHOD),
            "What it may do although nothing here uses it.",
        ),
        Property::new(
            "advice",
            Shape::Text,
            "Which boxes to untick; null if none.",
        )
        .or_null(),
    ],
};

static CHECK_ACCESS_OUTPUT: Object = Object {
    name: Doc::new("CheckAccessOutput"),
    description: Doc::new("What the key may do."),
    properties: &[
        Property::new(
            "ok",
            Shape::Boolean,
            "Whether the key has every right that is not optional.",
        ),
        Property::new("shop_name", Shape::ShopText, "Name of the shop."),
        Property::new(
            "shop_url",
            Shape::Text,
            "Address of the shop that answered; of several behind one PrestaShop, the one that is read and written.",
        ),
        Property::new(
            "version",
            Shape::Text,
            "Version of PrestaShop; null where the shop does not tell.",
        )
        .or_null(),
        Property::new(
            "summary",
            Shape::Text,
            "The result in a sentence or two, for the owner of the shop.",
        ),
        Property::new(
            "resources",
            Shape::List(&Shape::Object(&RESOURCE_ACCESS)),
            "The documented resources, then others the key has rights on.",
        ),
        ONLY_CUSTOMER_PROPERTY,
    ],
};

/// `check_access`: one request.
pub struct CheckAccess;

impl Action for CheckAccess {
    const DECLARATION: Declaration = Declaration {
        name: "check_access",
        title: Doc::new("Check Access"),
        description: Doc::new(
            "Tells which shop and version this is and what the key may do: for each resource the rights it has, those it lacks with the actions that stop or answer less without them, and those it has without need. Works with any valid key: a good first call, and the one after a refusal. Changes nothing.",
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
    answer::set(&mut output, "shop_name", permissions.shop_name.as_str());
    answer::set(&mut output, "shop_url", shop_url);
    answer::set(&mut output, "version", version_text);
    answer::set(&mut output, "summary", summary(&checks));
    let rows: Vec<Value> = checks.iter().map(|check| check.answer(catalogue)).collect();
    answer::set(&mut output, "resources", rows);
    output
}

/// One resource, looked at.
struct Check<'p> {
    resource: &'p str,
    granted: Vec<Method>,
    missing: Vec<(Method, &'static KeyRight)>,
    too_much: Vec<Method>,
}

impl<'p> Check<'p> {
    fn new(resource: &'p str, rights: Rights, version: Option<Version>) -> Self {
        let granted = methods(rights);
        let needed: Vec<(Method, &KeyRight)> = KEY
            .iter()
            .filter(|one| one.resource == resource)
            .map(|one| (on_version(one, version), one))
            .collect();
        let patches = patches(resource, version);
        let is_used = |method: &Method| {
            needed
                .iter()
                .any(|(needed, one)| needed == method || one.method == *method)
                || (patches && *method == Method::Patch)
        };
        let too_much = granted
            .iter()
            .copied()
            .filter(|method| !is_used(method))
            .collect();
        // What actions change with PUT they change with PATCH too.
        let is_granted = |method: Method| {
            granted.contains(&method)
                || (patches && method == Method::Put && granted.contains(&Method::Patch))
        };
        let missing = needed
            .iter()
            .copied()
            .filter(|(method, _)| !is_granted(*method))
            .collect();
        Check {
            resource,
            granted,
            missing,
            too_much,
        }
    }

    fn lacks_something(&self) -> bool {
        self.missing.iter().any(|(_, right)| !right.is_optional)
    }

    fn answer(&self, catalogue: &[Declaration]) -> Value {
        let mut row = answer::blank(&RESOURCE_ACCESS);
        let missing = self
            .missing
            .iter()
            .map(|(method, right)| missing_right(*method, right, catalogue));
        answer::set(&mut row, "resource", self.resource);
        answer::set(&mut row, "rights", method_names(&self.granted));
        answer::set(&mut row, "missing", missing.collect::<Vec<Value>>());
        answer::set(&mut row, "too_much", method_names(&self.too_much));
        if !self.too_much.is_empty() {
            answer::set(&mut row, "advice", self.untick());
        }
        Value::Object(row)
    }

    fn untick(&self) -> String {
        let boxes: Vec<&str> = self
            .too_much
            .iter()
            .map(|method| named_box(*method))
            .collect();
        format!(
            "Untick {} in the line {} of the key: nothing here uses it, and a lost key does less harm without.",
            boxes.join(", "),
            self.resource
        )
    }
}

fn missing_right(method: Method, right: &KeyRight, catalogue: &[Declaration]) -> Value {
    let using = |is_required: bool| -> Vec<Value> {
        let uses = |need: &Need| {
            need.resource == right.resource
                && need.method == right.method
                && need.without.is_none() == is_required
        };
        let actions = catalogue
            .iter()
            .filter(|action| action.needs.iter().any(uses));
        actions.map(|action| Value::from(action.name)).collect()
    };
    let mut row = answer::blank(&MISSING_RIGHT);
    answer::set(&mut row, "method", method.name());
    answer::set(&mut row, "optional", right.is_optional);
    answer::set(&mut row, "stops", using(true));
    answer::set(&mut row, "limits", using(false));
    answer::set(&mut row, "advice", tick(method, right));
    Value::Object(row)
}

fn summary(checks: &[Check<'_>]) -> String {
    let lacking: Vec<String> = checks
        .iter()
        .flat_map(|check| check.missing.iter().filter(|(_, right)| !right.is_optional))
        .map(|(method, right)| format!("{} {}", method.name(), right.resource))
        .collect();
    let extra = checks
        .iter()
        .filter(|check| !check.too_much.is_empty())
        .count();
    let mut text = match lacking.is_empty() {
        true => "The key has every right it needs.".to_owned(),
        false => format!("The key lacks: {}.", lacking.join(", ")),
    };
    if extra > 0 {
        text.push_str(&format!(
            " It has more rights than it needs on {extra} resource(s)."
        ));
    }
    text
}

fn methods(rights: Rights) -> Vec<Method> {
    let granted = rights.named();
    let is_granted = |method: &Method| {
        granted
            .iter()
            .any(|(name, granted)| *granted && name.eq_ignore_ascii_case(method.name()))
    };
    const ORDER: [Method; 6] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Patch,
        Method::Delete,
        Method::Head,
    ];
    ORDER.into_iter().filter(is_granted).collect()
}

fn method_names(methods: &[Method]) -> Vec<Value> {
    methods
        .iter()
        .map(|method| Value::from(method.name()))
        .collect()
}
