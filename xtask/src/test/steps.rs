//! The checks, in the order in which they run.

use anyhow::Result;

use super::counts::Counts;
use super::{Outcome, rust, web};
use crate::repo::Repo;
use crate::{build, setup};

/// One check.
pub struct Step {
    pub name: &'static str,
    pub title: &'static str,
    /// Steps whose failure would make this one's result meaningless.
    pub needs: &'static [&'static str],
    pub run: fn(&Repo) -> Result<Outcome>,
}

pub const STEPS: &[Step] = &[
    Step {
        name: "setup",
        title: "Node, the wasm target, the npm packages",
        needs: &[],
        run: |repo| without_counts(setup::run(repo)),
    },
    Step {
        name: "format",
        title: "rustfmt",
        needs: &[],
        run: |repo| without_counts(rust::format(repo)),
    },
    Step {
        name: "lint",
        title: "clippy on everything",
        needs: &[],
        run: |repo| without_counts(rust::lint(repo)),
    },
    Step {
        name: "lint-wasm",
        title: "clippy on what only the browser compiles",
        needs: &["setup"],
        run: |repo| without_counts(rust::lint_wasm(repo)),
    },
    Step {
        name: "rust",
        title: "cargo test",
        needs: &[],
        run: rust::test,
    },
    Step {
        name: "build",
        title: "the wasm modules, the npm package, the edge worker",
        needs: &["setup"],
        run: |repo| without_counts(build::run(repo)),
    },
    Step {
        name: "style",
        title: "biome: format and lint of TypeScript, JavaScript, JSON, CSS",
        needs: &["setup"],
        run: |repo| without_counts(web::style(repo)),
    },
    Step {
        name: "types",
        title: "tsc --noEmit --strict on every tsconfig.json",
        needs: &["setup", "build"],
        run: |repo| without_counts(web::types(repo)),
    },
    Step {
        name: "docs",
        title: "the API reference: typedoc, warnings as errors, and node --test tests/docs",
        needs: &["setup", "build"],
        run: web::test_docs,
    },
    Step {
        name: "js",
        title: "node --test tests/js",
        needs: &["setup", "build"],
        run: web::test,
    },
    Step {
        name: "package",
        title: "node --test tests/package: the packed package in every runtime and bundler",
        needs: &["setup", "build"],
        run: web::test_package,
    },
    Step {
        name: "edge",
        title: "node --test tests/edge: the edge worker in every runtime, and under attack",
        needs: &["setup", "build"],
        run: web::test_edge,
    },
    Step {
        name: "browsers",
        title: "node --test tests/browser: console and dashboard in Chromium and Firefox",
        needs: &["setup", "build"],
        run: web::test_browsers,
    },
];

fn without_counts(result: Result<()>) -> Result<Outcome> {
    result.map(|()| Outcome::Done(Counts::default()))
}
