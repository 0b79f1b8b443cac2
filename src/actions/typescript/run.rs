//! The class whose `run` has a signature for each action, so that editors show the words of the
//! one that is called.

use super::lines::{comment, described, input_name, line};
use crate::actions::CATALOGUE;
use crate::actions::catalogue::Declaration;
use crate::actions::parameter::Parameters;

const IMPORTS: &str = r#"// Made from the declarations in src/actions by the build; not to be edited.

import type { ActionName } from "../actions.js";
import type { Core } from "../core.js";
import { type Named, type SomeOf, type RunOptions, runAction } from "../run.js";
"#;

/// What editors fall back on while an input is incomplete, and complete it by: it fits no single name.
const UNSETTLED: &str = r#"
/** The actions of the catalogue, which {@link PrestaShop} runs. */
export class DeclaredActions extends DeclaredResources {
  readonly #core: Core;

  /**
   * Made by `PrestaShop`.
   * @hidden
   */
  constructor(core: Core) {
    super(core);
    this.#core = core;
  }

  /**
   * Runs an action of the catalogue, here one of several: {@link ActionMap} says what each one does,
   * the rights it needs and how it can fail.
   * @throws {@link PrestaShopError} of any class, as with a single name
   */
  run<A extends ActionName>(
    action: A & SomeOf<A>,
    input: ActionMap[A]["input"],
    options?: RunOptions,
  ): Promise<ActionMap[A]["output"]>;
"#;

/// Last, since the compiler tells what is wrong with an input by the last one.
const ANY: &str = r#"  /**
   * Runs an action of the catalogue: {@link ActionMap} says what each one does, the rights it
   * needs and how it can fail.
   * @throws {@link InvalidRequestError} for an unknown action, or an input that does not fit;
   * nothing was sent
   * @throws {@link PermissionError} where the key lacks a right that the action cannot do without,
   * or a run that is held to a customer may not do that
   * @throws {@link NotFoundError} where there is no such record, or it belongs to another customer
   * than the one that the run is held to
   * @throws {@link ValidationError}, {@link ConflictError}, {@link OutcomeUnknownError} by actions
   * that write
   * @throws {@link PrestaShopError} of the other classes, as any request
   */
  run<A extends ActionName>(
    action: A,
    input: ActionMap[A]["input"],
    options?: RunOptions,
  ): Promise<ActionMap[A]["output"]>;
  /**
   * Runs an action whose inputs may all be left out, such as `list_languages`.
   * @throws {@link PrestaShopError} of any class, as with an input
   */
  run<A extends BareActionName>(action: A): Promise<ActionMap[A]["output"]>;
  async run(action: ActionName, input?: unknown, options?: RunOptions): Promise<unknown> {
    return runAction(this.#core, action, input, options);
  }
}
"#;

/// The class, as TypeScript.
pub fn signatures() -> String {
    let mut text = IMPORTS.to_owned();
    imports(&mut text);
    text.push_str(UNSETTLED);
    for action in CATALOGUE {
        described(&mut text, action);
        signature(&mut text, action);
    }
    text.push_str(ANY);
    text
}

fn imports(text: &mut String) {
    let mut names = vec!["ActionMap".to_owned(), "BareActionName".to_owned()];
    for action in CATALOGUE {
        names.extend([input_name(action), action.output.name.text().to_owned()]);
    }
    names.sort();
    names.dedup();
    let names = names.join(",\n  ");
    line(
        text,
        &format!("import type {{\n  {names},\n}} from \"./actions.js\";"),
    );
    line(text, "import { DeclaredResources } from \"./client.js\";");
}

/// The name is of a type of its own: the compiler would put literal ones before all others.
fn signature(text: &mut String, action: &Declaration) {
    let optional = if are_optional(&action.input) { "?" } else { "" };
    line(
        text,
        &format!(
            "  run(\n    action: Named<\"{}\">,\n    input{optional}: {},\n    options?: RunOptions,\n  ): Promise<{}>;",
            action.name,
            input_name(action),
            action.output.name.text()
        ),
    );
}

/// The names of the actions that need no input at all.
pub fn bare_names(text: &mut String) {
    comment(
        text,
        "",
        "An action whose inputs may all be left out, so that its name is enough to run it.",
    );
    let bare = CATALOGUE.iter().filter(|one| are_optional(&one.input));
    let names: Vec<String> = bare.map(|one| format!("\n  | \"{}\"", one.name)).collect();
    line(
        text,
        &format!("export type BareActionName ={};", names.concat()),
    );
}

/// Whether an input may be empty.
fn are_optional(input: &Parameters) -> bool {
    let is_choice = input.either.is_some() || !input.some.is_empty();
    !is_choice && input.all.iter().all(|one| !one.required)
}
