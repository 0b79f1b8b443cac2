//! Rules of the client, each switched off in turn: the simulator must notice.

/// A rule, and the text that switches it off.
pub struct Mutation {
    pub name: &'static str,
    /// What the client does no longer.
    pub rule: &'static str,
    file: &'static str,
    /// Stands there once.
    find: &'static str,
    replace: &'static str,
}

const fn mutation(
    name: &'static str,
    rule: &'static str,
    file: &'static str,
    find: &'static str,
    replace: &'static str,
) -> Mutation {
    Mutation {
        name,
        rule,
        file,
        find,
        replace,
    }
}

pub const MUTATIONS: &[Mutation] = &[
    mutation(
        "gateway-ends",
        "502, 503, 504, 520 to 524 and a bare 500 prove nothing",
        "src/webservice/evidence.rs",
        "        _ => End::MayGoOn,\n    }",
        "        _ => End::Finished,\n    }",
    ),
    mutation(
        "firewall-refuses",
        "a firewall's page may hide that the shop saved",
        "src/webservice/evidence.rs",
        "        400..=499 => End::Finished,",
        "        400..=499 => End::Refused,",
    ),
    mutation(
        "redirect-refuses",
        "a redirect may come after the shop saved",
        "src/webservice/evidence.rs",
        "        0 | 300..=399 => End::Finished,",
        "        0 | 300..=399 => End::Refused,",
    ),
    mutation(
        "mail-refuses",
        "code 46 comes after the status is saved",
        "src/webservice/evidence.rs",
        "25..=27 | 41 |",
        "25..=27 | 41 | 46 |",
    ),
    mutation(
        "one-look",
        "the old values prove nothing while PHP may be at work",
        "src/client/write/settle.rs",
        "                Ok(_) if end == End::Finished => {",
        "                Ok(_) if end != End::NotSent => {",
    ),
    mutation(
        "no-end",
        "the looks for a lost write have an end",
        "src/client/write/settle.rs",
        "            if left == 0 {\n                break;",
        "            if left == 0 && waited > 900_000 {\n                break;",
    ),
    mutation(
        "no-memory",
        "an unknown write is remembered",
        "src/client/write/unsettled.rs",
        "        self.0.borrow_mut().push(Held {\n            write,\n            has_come: false,\n        });",
        "",
    ),
    mutation(
        "gone-forgotten",
        "a write whose caller is gone is remembered",
        "src/client/write/unsettled.rs",
        "        if let Some(write) = self.write.take() {\n            self.unsettled.remember(write);\n        }",
        "        self.write = None;",
    ),
    mutation(
        "sent-again",
        "a write without an answer is not sent again",
        "src/client/write/status.rs",
        "            let answer = self.keep(&call, None).await;",
        "            let mut answer = self.keep(&call, None).await;\n            if answer.is_err() {\n                answer = self.keep(&call, None).await;\n            }",
    ),
    mutation(
        "no-queue",
        "writes of a client to a record wait for each other",
        "src/client/write/queue.rs",
        "        !waits\n",
        "        true\n",
    ),
    mutation(
        "expect-dropped",
        "a record that is no longer what was shown is not written",
        "src/client/write/update.rs",
        "            Some(expected) if expected != token => {",
        "            Some(expected) if expected != token && expected.is_empty() => {",
    ),
    mutation(
        "all-conflicts",
        "an old value that is still there is nobody else's",
        "src/client/write/confirm.rs",
        "    !found.replaced.is_empty() || (!found.kept.is_empty() && !found.beside.is_empty())",
        "    !found.replaced.is_empty() || !found.kept.is_empty()",
    ),
    mutation(
        "no-effect-written",
        "a write without effect is none",
        "src/client/write/confirm.rs",
        "    found.arrived == 0 && !found.kept.is_empty() && is_as_before && !found.is_saved",
        "    found.arrived > found.kept.len() && !found.kept.is_empty() && is_as_before && !found.is_saved",
    ),
    mutation(
        "languages-trusted",
        "a document that lacks a listed language is not written back",
        "src/client/write/full_record.rs",
        "        let lacking = read.document.lacking(&listed);",
        "        let lacking = read.document.lacking(&[]).filter(|_| listed.is_empty());",
    ),
    mutation(
        "secrets-shown",
        "values of secret fields are masked",
        "src/client/secrets/mod.rs",
        "        let mut text = without_secrets(without_key.as_deref().unwrap_or(text));\n        for value in self.values.iter() {",
        "        let mut text = match text.is_empty() {\n            true => without_secrets(text),\n            false => without_key.as_deref().unwrap_or(text).to_owned(),\n        };\n        for value in self.values.iter().take(0) {",
    ),
];

impl Mutation {
    /// A file of the sources as it is with the rule switched off; `None` for any other.
    ///
    /// # Errors
    /// Where the text is not found exactly once: then the table is out of date.
    pub fn apply(&self, file: &str, text: &str) -> anyhow::Result<Option<String>> {
        if file != self.file {
            return Ok(None);
        }
        let count = text.matches(self.find).count();
        anyhow::ensure!(
            count == 1,
            "{}: the text to replace stands {count} times in {file}, not once",
            self.name
        );
        Ok(Some(text.replace(self.find, self.replace)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn given_the_sources_as_they_are_then_each_rule_can_be_switched_off() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for mutation in MUTATIONS {
            let text = fs::read_to_string(root.join(mutation.file)).expect(mutation.file);
            let made = mutation.apply(mutation.file, &text).expect(mutation.name);
            assert!(made.is_some_and(|made| made != text), "{}", mutation.name);
        }
        println!("{} mutations", MUTATIONS.len());
    }
}
