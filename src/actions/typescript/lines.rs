//! What the TypeScript of the actions is written with.

use super::docs;
use crate::actions::catalogue::Declaration;

/// The comment on an action.
pub fn described(text: &mut String, action: &Declaration) {
    line(text, "  /**");
    for words in docs::of_action(action) {
        line(text, format!("   * {words}").trim_end());
    }
    line(text, "   */");
}

/// `GetProductInput` beside the declared `GetProductOutput`.
pub fn input_name(action: &Declaration) -> String {
    let output = action.output.name.text();
    format!("{}Input", output.strip_suffix("Output").unwrap_or(output))
}

/// A comment in one line.
pub fn comment(text: &mut String, indent: &str, words: &str) {
    if indent.is_empty() {
        text.push('\n');
    }
    line(text, &format!("{indent}/** {words} */"));
}

/// A line.
pub fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}
