//! Which tests failed, and why: told once more at the end, because a build server may keep
//! only the end of what is printed.

/// Lines of a message that are told again; the rest stands where the test ran.
const LINES: usize = 12;

/// The failures in a TAP report of node's test runner, each with its place and message.
pub fn in_tap(report: &str) -> Vec<String> {
    let mut lines = report.lines().peekable();
    let mut failures = Vec::new();
    while let Some(line) = lines.next() {
        let Some(name) = failed_test(line) else {
            continue;
        };
        let indent = indent_of(line);
        let mut failure = Failure::of(name);
        while let Some(detail) = lines.next_if(|next| failed_test(next).is_none()) {
            if detail.trim() == "..." && indent_of(detail) <= indent + 2 {
                break;
            }
            failure.see(detail, indent + 2);
        }
        if !failure.is_of_a_subtest {
            failures.push(failure.told());
        }
    }
    failures
}

/// `not ok 3 - name` is `name`, unless it is only marked as work to be done.
fn failed_test(line: &str) -> Option<&str> {
    let (_, name) = line
        .trim_start()
        .strip_prefix("not ok ")?
        .split_once(" - ")?;
    (!name.contains(" # TODO")).then_some(name)
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

struct Failure {
    name: String,
    location: String,
    message: Vec<String>,
    /// Its subtest is told by itself.
    is_of_a_subtest: bool,
    is_in_message: bool,
}

impl Failure {
    fn of(name: &str) -> Failure {
        Failure {
            name: name.to_owned(),
            location: String::new(),
            message: Vec::new(),
            is_of_a_subtest: false,
            is_in_message: false,
        }
    }

    /// A line of the YAML below the test; its keys stand at `indent`.
    fn see(&mut self, line: &str, indent: usize) {
        if indent_of(line) > indent || line.trim().is_empty() {
            if self.is_in_message && self.message.len() < LINES {
                self.message.push(line.trim().to_owned());
            }
            return;
        }
        let (key, value) = line.trim().split_once(':').unwrap_or((line, ""));
        let value = value.trim().trim_matches('\'');
        self.is_in_message = key == "error" && value.starts_with('|');
        match key {
            "location" => self.location = value.to_owned(),
            "failureType" => self.is_of_a_subtest = value == "subtestsFailed",
            "error" if !self.is_in_message => self.message.push(value.to_owned()),
            _ => {}
        }
    }

    fn told(self) -> String {
        let mut told = self.name;
        if !self.location.is_empty() {
            told.push_str(&format!(" ({})", self.location));
        }
        for line in self.message.iter().filter(|line| !line.is_empty()) {
            told.push_str("\n    ");
            told.push_str(line);
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::in_tap;

    #[test]
    fn given_a_tap_report_then_each_failure_is_told_with_its_place_and_message() {
        let report = "\
TAP version 13
# Subtest: reads
ok 1 - reads
  ---
  duration_ms: 1
  ...
# Subtest: writes
not ok 2 - writes
  ---
  duration_ms: 14.2
  location: '/a/t.test.mjs:2:1'
  failureType: 'testCodeFailure'
  error: |-
    Expected values to be equal:

    1 !== 2
  code: 'ERR_ASSERTION'
  stack: |-
    TestContext.<anonymous> (file:///a/t.test.mjs:2:26)
  ...
# Subtest: waits
not ok 3 - waits
  ---
  location: '/a/t.test.mjs:4:1'
  failureType: 'testTimeoutFailure'
  error: 'test timed out after 50ms'
  ...
# Subtest: holds another
    # Subtest: inner
    not ok 1 - inner
      ---
      location: '/a/t.test.mjs:5:34'
      failureType: 'testCodeFailure'
      error: 'one line'
      ...
    1..1
not ok 4 - holds another
  ---
  failureType: 'subtestsFailed'
  error: '1 subtest failed'
  ...
not ok 5 - planned # TODO later
1..5
# pass 1
# fail 4";
        assert_eq!(
            in_tap(report),
            [
                "writes (/a/t.test.mjs:2:1)\n    Expected values to be equal:\n    1 !== 2",
                "waits (/a/t.test.mjs:4:1)\n    test timed out after 50ms",
                "inner (/a/t.test.mjs:5:34)\n    one line",
            ]
        );
    }

    #[test]
    fn given_a_report_that_ends_in_the_middle_then_what_is_known_is_told() {
        assert_eq!(
            in_tap("not ok 1 - a\n  ---\n  location: 'x:1:1'"),
            ["a (x:1:1)"]
        );
        assert_eq!(in_tap("not ok 1 - a\nnot ok 2 - b"), ["a", "b"]);
        assert!(in_tap("").is_empty());
    }
}
