//! What came out, by class of fault.

use std::collections::BTreeMap;

use aismarttalk_prestashop::webservice::error::ErrorKind;
use aismarttalk_prestashop::webservice::outcome::Saved;

use crate::classes::CLASSES;
use crate::facts::{Facts, Purpose};
use crate::oracle::{Rule, Violation};
use crate::plan::Plan;

/// Failing seeds that are named.
const NAMED: usize = 12000;

/// A line of the report.
#[derive(Clone, Debug, Default)]
struct Line {
    schedules: usize,
    sent: usize,
    written: usize,
    not_written: usize,
    unknown: usize,
    conflicts: usize,
    violations: BTreeMap<Rule, usize>,
}

/// What came out of many schedules.
#[derive(Clone, Debug)]
pub struct Report {
    lines: Vec<Line>,
    /// The first failing seeds, with what was found.
    pub failing: BTreeMap<u64, Vec<String>>,
}

impl Default for Report {
    fn default() -> Self {
        Report {
            lines: vec![Line::default(); CLASSES.len()],
            failing: BTreeMap::new(),
        }
    }
}

impl Report {
    pub fn add(&mut self, plan: &Plan, facts: &Facts, violations: &[Violation]) {
        let place = CLASSES.iter().position(|one| std::ptr::eq(one, plan.class));
        let line = &mut self.lines[place.unwrap_or(0)];
        line.schedules += 1;
        line.sent += facts.sends.len();
        for call in facts
            .calls
            .iter()
            .filter(|call| call.purpose == Purpose::Write)
        {
            match &call.told {
                None => {}
                Some(Ok(_)) => line.written += 1,
                Some(Err(error)) if error.kind() == ErrorKind::Conflict => line.conflicts += 1,
                Some(Err(error)) if error.saved() == Saved::No => line.not_written += 1,
                Some(Err(_)) => line.unknown += 1,
            }
        }
        for one in violations {
            *line.violations.entry(one.rule).or_default() += 1;
        }
        if !violations.is_empty() {
            let found = violations.iter().map(ToString::to_string).collect();
            self.failing.insert(plan.seed, found);
        }
    }

    pub fn join(&mut self, other: Report) {
        for (line, more) in self.lines.iter_mut().zip(other.lines) {
            line.schedules += more.schedules;
            line.sent += more.sent;
            line.written += more.written;
            line.not_written += more.not_written;
            line.unknown += more.unknown;
            line.conflicts += more.conflicts;
            for (rule, count) in more.violations {
                *line.violations.entry(rule).or_default() += count;
            }
        }
        self.failing.extend(other.failing);
    }

    pub fn schedules(&self) -> usize {
        self.lines.iter().map(|line| line.schedules).sum()
    }

    pub fn violations(&self) -> usize {
        let of_line = |line: &Line| line.violations.values().sum::<usize>();
        self.lines.iter().map(of_line).sum()
    }

    pub fn print(&self) {
        println!(
            "{:34}{:>10}{:>10}{:>10}{:>13}{:>10}{:>10}  violations",
            "class of fault", "schedules", "sent", "written", "not written", "unknown", "conflict"
        );
        let mut sum = Line::default();
        for (class, line) in CLASSES.iter().zip(&self.lines) {
            print(class.name, line);
            sum.schedules += line.schedules;
            sum.sent += line.sent;
            sum.written += line.written;
            sum.not_written += line.not_written;
            sum.unknown += line.unknown;
            sum.conflicts += line.conflicts;
            for (rule, count) in &line.violations {
                *sum.violations.entry(*rule).or_default() += count;
            }
        }
        print("all", &sum);
        for (seed, found) in self.failing.iter().take(NAMED) {
            println!("seed {seed}: {}", found.join("; "));
        }
        if self.failing.len() > NAMED {
            println!("and {} more failing seeds", self.failing.len() - NAMED);
        }
    }
}

fn print(name: &str, line: &Line) {
    let violations = match line.violations.is_empty() {
        true => "0".to_owned(),
        false => format!("{:?}", line.violations),
    };
    println!(
        "{name:34}{:>10}{:>10}{:>10}{:>13}{:>10}{:>10}  {violations}",
        line.schedules, line.sent, line.written, line.not_written, line.unknown, line.conflicts
    );
}
