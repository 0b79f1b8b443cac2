//! The checks, in the order in which they begin.

use std::path::PathBuf;

use anyhow::Result;

use super::counts::Counts;
use super::report::Outcome;
use super::{rust, web};
use crate::repo::Repo;
use crate::{build, demo_store, rooms, setup};

/// One check.
pub struct Step {
    pub name: &'static str,
    pub title: &'static str,
    /// Steps whose failure would make this one's result meaningless.
    pub needs: &'static [&'static str],
    pub lane: Lane,
    pub run: fn(&Repo) -> Result<Outcome>,
}

/// Steps of one lane run one after the other, beside those of the other lane; where only steps of
/// Node are left, two of them run at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// They compile into one folder, which cargo locks.
    Cargo,
    /// They run several files of tests at once, which is enough for two cores.
    Node,
}

/// Where each step of a whole run leaves its result, `STEP.json`, and what it printed, `STEP.txt`.
pub fn folder(repo: &Repo) -> PathBuf {
    repo.target.join("xtask/steps")
}

/// The names of all steps.
pub fn names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

pub const STEPS: &[Step] = &[
    Step {
        name: "setup",
        title: "Node, the wasm target, the npm packages",
        needs: &[],
        lane: Lane::Node,
        run: |repo| without_counts(setup::run(repo)),
    },
    Step {
        name: "store",
        title: "the demo store as a program",
        needs: &[],
        lane: Lane::Cargo,
        run: |repo| without_counts(demo_store::put_aside(repo)),
    },
    Step {
        name: "build",
        title: "the wasm modules, the npm package, the edge worker",
        needs: &["setup"],
        lane: Lane::Node,
        run: |repo| without_counts(build::run(repo)),
    },
    Step {
        name: "browsers",
        title: "node --test tests/browser: console and dashboard in Chromium and Firefox",
        needs: &["setup", "store", "build"],
        lane: Lane::Node,
        run: web::test_browsers,
    },
    Step {
        name: "edge",
        title: "node --test tests/edge: the edge worker in every runtime, and under attack",
        needs: &["setup", "store", "build"],
        lane: Lane::Node,
        run: web::test_edge,
    },
    Step {
        name: "engines",
        title: "node --test tests/engines: the worker on SQLite, PostgreSQL and D1",
        needs: &["setup", "store", "build"],
        lane: Lane::Node,
        run: web::test_engines,
    },
    Step {
        name: "adapters",
        title: "node --test tests/adapters: the kits that show tools to models, and the examples",
        needs: &["setup", "store", "build"],
        lane: Lane::Node,
        run: web::test_adapters,
    },
    Step {
        name: "package",
        title: "node --test tests/package: the packed package in every runtime and bundler",
        needs: &["setup", "store", "build"],
        lane: Lane::Node,
        run: web::test_package,
    },
    Step {
        name: "js",
        title: "node --test tests/js",
        needs: &["setup", "store", "build"],
        lane: Lane::Node,
        run: web::test_js,
    },
    Step {
        name: "docs",
        title: "the site: typedoc, warnings as errors, the playground, and node --test tests/docs",
        needs: &["setup", "store", "build"],
        lane: Lane::Node,
        run: web::test_docs,
    },
    Step {
        name: "types",
        title: "tsc --noEmit --strict on every tsconfig.json",
        needs: &["setup", "build"],
        lane: Lane::Node,
        run: |repo| without_counts(web::types(repo)),
    },
    Step {
        name: "style",
        title: "biome: format and lint of TypeScript, JavaScript, JSON, CSS",
        needs: &["setup"],
        lane: Lane::Node,
        run: |repo| without_counts(web::style(repo)),
    },
    Step {
        name: "circles",
        title: "no circle of files, and no room against the order",
        needs: &["setup"],
        lane: Lane::Node,
        run: |repo| without_counts(rooms::check_circles(repo)),
    },
    Step {
        name: "names",
        title: "one meaning for each name of a room",
        needs: &[],
        lane: Lane::Node,
        run: |repo| without_counts(rooms::check_names(repo)),
    },
    Step {
        name: "format",
        title: "rustfmt",
        needs: &[],
        lane: Lane::Cargo,
        run: |repo| without_counts(rust::format(repo)),
    },
    Step {
        name: "lint",
        title: "clippy on everything",
        needs: &[],
        lane: Lane::Cargo,
        run: |repo| without_counts(rust::lint(repo)),
    },
    Step {
        name: "lint-wasm",
        title: "clippy on what only the browser compiles",
        needs: &["setup"],
        lane: Lane::Cargo,
        run: |repo| without_counts(rust::lint_wasm(repo)),
    },
    Step {
        name: "rust",
        title: "cargo test",
        needs: &[],
        lane: Lane::Cargo,
        run: rust::run_tests,
    },
];

fn without_counts(result: Result<()>) -> Result<Outcome> {
    result.map(|()| Outcome::Done(Counts::default()))
}
