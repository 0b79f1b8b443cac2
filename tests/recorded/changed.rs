//! Documents changed at random: what is still well-formed must be read as the other
//! reader reads it, or be refused.

use aismarttalk_prestashop::resources::reader::Unchecked;
use aismarttalk_prestashop::webservice::response::{Response, read_json};
use aismarttalk_prestashop::xml::Limits;

use crate::asked::Asked;
use crate::checks::document;
use crate::random::Random;
use crate::{json, reading};

const PIECES: &[&str] = &[
    "]]>",
    "<![CDATA[",
    "<![CDATA[]]>",
    "<!-- a -->",
    "<?a b?>",
    " ",
    "\n",
    "&lt;",
    "&#65;",
    ">",
    "'",
    "<a/>",
    "<a>b</a>",
    " a=\"b\"",
    " a='>'",
    "\r\n",
    "x",
    "0",
    "-",
    "</id><id>",
];

/// The answer changed, and read by both: `None` if one of them refuses.
pub fn compare(
    response: &Response,
    asked: Asked,
    random: &mut Random,
) -> Option<Result<(), String>> {
    let mut text = String::from_utf8(response.body.clone()).ok()?;
    for _ in 0..=random.below(2) {
        let at = boundary(&text, random.below(text.len() + 1));
        let to = boundary(&text, at + [0, 0, 1, 3][random.below(4)]);
        let piece = *random.pick::<&str>(PIECES);
        text.replace_range(at..to, piece);
    }
    let changed = Response {
        body: text.into_bytes(),
        ..response.clone()
    };
    let theirs = roxmltree::Document::parse(document(&changed)?).ok()?;
    let (ours, _) = read_json(&changed, asked.expected(), &Unchecked, Limits::DEFAULT).ok()?;
    let theirs = match asked {
        Asked::List(name) => reading::list(&theirs, name),
        Asked::Record(name, _) => reading::one(&theirs, name),
        _ => return None,
    };
    let ours = match json::parse(&ours) {
        Ok(ours) => ours,
        Err(error) => return Some(Err(error)),
    };
    let difference = json::difference(&ours, &theirs);
    let shown = || String::from_utf8_lossy(&changed.body).into_owned();
    Some(difference.map_or(Ok(()), |difference| {
        Err(format!("{difference}\n{}", shown()))
    }))
}

fn boundary(text: &str, at: usize) -> usize {
    (at..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}
