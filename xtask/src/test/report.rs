//! What became of the steps: the lines of the closing table, and the line that ends it.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::counts::Counts;

/// What became of a step.
pub enum Outcome {
    Done(Counts),
    /// Did not run, and why; no failure by itself.
    LeftOut(String),
}

/// One line of the closing table.
pub struct Line {
    pub step: &'static str,
    pub verdict: Verdict,
    pub time: Duration,
    pub counts: Counts,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    Passed,
    Failed,
    LeftOut,
}

impl Verdict {
    const ALL: [Verdict; 3] = [Verdict::Passed, Verdict::Failed, Verdict::LeftOut];

    pub fn word(self) -> &'static str {
        match self {
            Verdict::Passed => "passed",
            Verdict::Failed => "FAILED",
            Verdict::LeftOut => "left out",
        }
    }
}

impl Line {
    /// A failing step without a failing test counts as one failure, so that the
    /// last line never reads as success; a step left out counts as one skipped.
    pub fn of(step: &'static str, time: Duration, outcome: Result<Outcome>) -> Line {
        let (verdict, counts) = match outcome {
            Ok(Outcome::Done(counts)) if counts.failed > 0 => (Verdict::Failed, counts),
            Ok(Outcome::Done(counts)) => (Verdict::Passed, counts),
            Ok(Outcome::LeftOut(reason)) => (Verdict::LeftOut, Counts::left_out(reason)),
            Err(error) => {
                eprintln!("{step} failed: {error:#}");
                (Verdict::Failed, Counts::one_failure(format!("{error:#}")))
            }
        };
        Line {
            step,
            verdict,
            time,
            counts,
        }
    }

    /// Of a step that did not run, because one that it needs failed.
    pub fn without(step: &'static str, need: &str) -> Line {
        let reason = Outcome::LeftOut(format!("{need} failed"));
        Line::of(step, Duration::ZERO, Ok(reason))
    }

    /// Hands it to the process that started this one.
    pub fn write(&self, file: &Path) -> Result<()> {
        let Counts {
            passed,
            failed,
            skipped,
            left_out,
            failures,
        } = &self.counts;
        let value = json!({
            "verdict": self.verdict.word(),
            "passed": passed,
            "failed": failed,
            "skipped": skipped,
            "left_out": left_out,
            "failures": failures,
        });
        fs::write(file, value.to_string())
            .with_context(|| format!("cannot write {}", file.display()))
    }

    /// What a process of this step has written; a crash leaves nothing, which is a failure.
    pub fn read(step: &'static str, time: Duration, file: &Path) -> Line {
        let (verdict, counts) = read_result(file).unwrap_or_else(|| {
            let reason = "ended without a result";
            println!("{step} {reason}");
            (Verdict::Failed, Counts::one_failure(reason.to_owned()))
        });
        Line {
            step,
            verdict,
            time,
            counts,
        }
    }
}

fn read_result(file: &Path) -> Option<(Verdict, Counts)> {
    let value: Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
    let word = value.get("verdict")?.as_str()?;
    let verdict = Verdict::ALL.into_iter().find(|one| one.word() == word)?;
    let number = |name: &str| value.get(name)?.as_u64();
    let texts = |name: &str| {
        let texts = value.get(name)?.as_array()?.iter();
        Some(
            texts
                .filter_map(|text| text.as_str().map(str::to_owned))
                .collect(),
        )
    };
    let counts = Counts {
        passed: number("passed")?,
        failed: number("failed")?,
        skipped: number("skipped")?,
        left_out: texts("left_out")?,
        failures: texts("failures")?,
    };
    Some((verdict, counts))
}

/// Every step with its result, time and counts, why tests were left out, and what failed.
pub fn print_table(lines: &[Line]) {
    println!(
        "\n{:<12}{:<10}{:>9}{:>8}{:>8}{:>9}",
        "step", "result", "time", "passed", "failed", "skipped"
    );
    for Line {
        step,
        verdict,
        time,
        counts,
    } in lines
    {
        let Counts {
            passed,
            failed,
            skipped,
            ..
        } = counts;
        let (word, time) = (verdict.word(), seconds(*time));
        println!("{step:<12}{word:<10}{time:>9}{passed:>8}{failed:>8}{skipped:>9}");
    }
    print_texts("left out", lines, |counts| &counts.left_out);
    print_texts("failed", lines, |counts| &counts.failures);
}

fn print_texts(title: &str, lines: &[Line], texts: impl Fn(&Counts) -> &[String]) {
    if lines.iter().any(|line| !texts(&line.counts).is_empty()) {
        println!("\n{title}:");
    }
    for line in lines {
        for text in texts(&line.counts) {
            println!("  {}: {text}", line.step);
        }
    }
}

/// Prints the last line; it has this form for whoever reads it by program.
pub fn close(lines: &[Line]) -> ExitCode {
    let mut sum = Counts::default();
    for line in lines {
        sum.add(&line.counts);
    }
    println!("\n{}", sum.closing_line());
    match sum.failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

pub fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_that_was_written_is_read_back() {
        let file = std::env::temp_dir().join(format!("step-{}.json", std::process::id()));
        let counts = Counts {
            passed: 7,
            failed: 0,
            skipped: 1,
            left_out: vec!["opens a page: no Firefox".to_owned()],
            failures: Vec::new(),
        };
        let outcomes = [
            (Ok(Outcome::Done(counts.clone())), Verdict::Passed, counts),
            (
                Ok(Outcome::LeftOut("no browser".to_owned())),
                Verdict::LeftOut,
                Counts::left_out("no browser".to_owned()),
            ),
            (
                Err(anyhow::anyhow!("broken")),
                Verdict::Failed,
                Counts::one_failure("broken".to_owned()),
            ),
        ];
        for (outcome, verdict, counts) in outcomes {
            let written = Line::of("js", Duration::ZERO, outcome);
            assert!(written.write(&file).is_ok());
            let read = Line::read("js", Duration::ZERO, &file);
            assert_eq!((read.verdict, read.counts), (verdict, counts));
        }
        assert!(fs::remove_file(&file).is_ok());
    }

    #[test]
    fn a_step_that_leaves_no_whole_result_has_failed() {
        let file = std::env::temp_dir().join(format!("torn-{}.json", std::process::id()));
        for text in [None, Some(""), Some("{"), Some("{\"verdict\": \"passed\"}")] {
            let _ = fs::remove_file(&file);
            if let Some(text) = text {
                assert!(fs::write(&file, text).is_ok());
            }
            let read = Line::read("js", Duration::ZERO, &file);
            assert_eq!(read.verdict, Verdict::Failed, "{text:?}");
            assert_eq!(read.counts.failed, 1, "{text:?}");
        }
        let _ = fs::remove_file(&file);
    }
}
