//! How many tests ran, read from what the test runners print.

use super::failures;

/// Tests by their result, what failed, and the reasons of those that did not run.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
    pub left_out: Vec<String>,
    pub failures: Vec<String>,
}

impl Counts {
    pub fn one_failure(reason: String) -> Counts {
        Counts {
            failed: 1,
            failures: vec![reason],
            ..Counts::default()
        }
    }

    pub fn left_out(reason: String) -> Counts {
        Counts {
            skipped: 1,
            left_out: vec![reason],
            ..Counts::default()
        }
    }

    pub fn add(&mut self, other: &Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// `N passed, M failed`, with `, K skipped` when there are any.
    pub fn closing_line(&self) -> String {
        let mut line = format!("{} passed, {} failed", self.passed, self.failed);
        if self.skipped > 0 {
            line.push_str(&format!(", {} skipped", self.skipped));
        }
        line
    }

    /// Whether no test was seen at all: then the runner or its output is not
    /// what this file expects.
    pub fn is_empty(&self) -> bool {
        self.passed + self.failed + self.skipped == 0
    }

    /// Takes in one line of `cargo test`: a result line, an ignored test, or a
    /// line `skipped …` by which a test says what it left out.
    pub fn see_cargo_line(&mut self, line: &str) {
        if let Some(results) = line.strip_prefix("test result: ") {
            self.passed += number_before(results, "passed");
            self.failed += number_before(results, "failed");
            self.skipped += number_before(results, "ignored");
        } else if line.starts_with("test ") && line.contains(" ... ignored") {
            self.left_out.push(line.replacen(" ... ", " ", 1));
        } else if let Some(test) = line.strip_suffix(" ... FAILED") {
            let name = test.strip_prefix("test ").unwrap_or(test);
            self.failures.push(name.to_owned());
        } else if let Some(reason) = line.strip_prefix("skipped") {
            let reason = reason.trim_start_matches([':', ' ']);
            self.left_out.push(reason.to_owned());
        }
    }

    /// Reads the TAP report of node's test runner.
    pub fn from_tap(report: &str) -> Counts {
        Counts {
            passed: tap_total(report, "pass"),
            // A test that never came to an end is counted apart there.
            failed: tap_total(report, "fail") + tap_total(report, "cancelled"),
            skipped: tap_total(report, "skipped"),
            left_out: report.lines().filter_map(tap_skip).collect(),
            failures: failures::in_tap(report),
        }
    }
}

/// The number in `# pass 3`; the last one, because tests can print such a line
/// too and the runner's own come at the end.
fn tap_total(report: &str, what: &str) -> u64 {
    report
        .lines()
        .rev()
        .filter_map(|line| {
            line.strip_prefix("# ")?
                .strip_prefix(what)?
                .strip_prefix(' ')
        })
        .find_map(|number| number.parse().ok())
        .unwrap_or(0)
}

/// `ok 3 - name # SKIP reason` as `name: reason`.
fn tap_skip(line: &str) -> Option<String> {
    let (test, reason) = line.split_once(" # SKIP")?;
    let (_, name) = test.split_once(" - ")?;
    Some(format!("{name}: {}", reason.trim()))
}

/// The number in front of a word: 3 in `ok. 3 passed; 0 failed`.
fn number_before(text: &str, word: &str) -> u64 {
    text.split([';', '.'])
        .filter_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
        .next()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64, left_out: &[&str]) -> Counts {
        Counts {
            passed,
            failed,
            skipped,
            left_out: left_out.iter().map(ToString::to_string).collect(),
            failures: Vec::new(),
        }
    }

    #[test]
    fn cargo_results_of_several_binaries_are_summed() {
        let printed = "\
running 3 tests
test slow ... ignored, takes an hour
test quick ... ok
test broken ... FAILED
skipped: no recordings beside the repository
skipped 9.0.2: no recordings of it
a test that says 7 passed; in passing
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: FAILED. 10 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        let mut seen = Counts::default();
        for line in printed.lines() {
            seen.see_cargo_line(line);
        }
        let left_out = [
            "test slow ignored, takes an hour",
            "no recordings beside the repository",
            "9.0.2: no recordings of it",
        ];
        let mut expected = counts(12, 4, 1, &left_out);
        expected.failures = vec!["broken".to_owned()];
        assert_eq!(seen, expected);
    }

    #[test]
    fn the_tap_report_of_node_is_read_from_its_end() {
        let report = "\
TAP version 13
# pass 99
ok 1 - reads
ok 2 - opens a page # SKIP no Firefox
not ok 3 - writes
# tests 4
# suites 0
# pass 1
# fail 1
# cancelled 1
# skipped 1
# todo 0
# duration_ms 5.1";
        let mut expected = counts(1, 2, 1, &["opens a page: no Firefox"]);
        expected.failures = vec!["writes".to_owned()];
        assert_eq!(Counts::from_tap(report), expected);
    }

    #[test]
    fn a_report_without_totals_counts_nothing() {
        assert_eq!(Counts::from_tap("TAP version 13\n"), Counts::default());
    }

    #[test]
    fn the_closing_line_names_skipped_tests_only_when_there_are_any() {
        let cases = [
            (counts(3, 0, 0, &[]), "3 passed, 0 failed"),
            (counts(3, 1, 2, &[]), "3 passed, 1 failed, 2 skipped"),
            (counts(0, 0, 1, &[]), "0 passed, 0 failed, 1 skipped"),
        ];
        for (sum, expected) in &cases {
            assert_eq!(sum.closing_line(), *expected);
        }
    }
}
