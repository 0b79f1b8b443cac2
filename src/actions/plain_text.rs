//! What a reader sees of HTML, without reading it as a browser does.

/// How many characters show, blanks in a row as one.
pub fn shown_length(html: &str) -> usize {
    let mut count = 0_usize;
    let mut is_behind_blank = true;
    let mut rest = html;
    while let Some(letter) = rest.chars().next() {
        let (width, shown) = match letter {
            '<' if is_tag(rest) => (tag(rest), ' '),
            '&' => (entity(rest), entity_letter(rest)),
            letter => (letter.len_utf8(), letter),
        };
        rest = rest.get(width..).unwrap_or_default();
        let is_blank = shown.is_whitespace();
        if !is_blank || !is_behind_blank {
            count = count.saturating_add(1);
        }
        is_behind_blank = is_blank;
    }
    match is_behind_blank {
        true => count.saturating_sub(usize::from(count > 0)),
        false => count,
    }
}

/// Whether anything shows: a picture as well.
pub fn shows(html: &str) -> bool {
    ["<img", "<video", "<iframe"]
        .iter()
        .any(|one| html.contains(one))
        || shown_length(html) > 0
}

/// A `<` that begins no tag stands for itself.
fn is_tag(html: &str) -> bool {
    let begins = |byte: &u8| byte.is_ascii_alphabetic() || b"/!".contains(byte);
    html.as_bytes().get(1).is_some_and(begins)
}

/// How far a tag goes.
fn tag(html: &str) -> usize {
    html.find('>')
        .map_or(html.len(), |end| end.saturating_add(1))
}

/// Longest name of an entity, `&` and `;` included.
const LONGEST_ENTITY: usize = 12;

fn entity(html: &str) -> usize {
    let bytes = html.as_bytes().iter().take(LONGEST_ENTITY);
    let end = bytes.copied().position(|byte| byte == b';');
    end.map_or(1, |end| end.saturating_add(1))
}

fn entity_letter(html: &str) -> char {
    let is_blank = ["&nbsp;", "&#160;", "&#xa0;", "&#xA0;"]
        .iter()
        .any(|one| html.starts_with(one));
    if is_blank { ' ' } else { 'x' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_html_then_what_shows_is_counted() {
        let cases = [
            ("", 0),
            ("  ", 0),
            ("<p></p>", 0),
            ("<p>&nbsp;</p>\n<p> </p>", 0),
            ("<p>Tea</p>", 3),
            ("<p>Green</p><p>tea</p>", 9),
            ("a &amp; b", 5),
            ("2 < 3", 5),
            ("fish & chips", 12),
            ("thé", 3),
            ("<!-- x --> y", 1),
            ("cut <a href=", 3),
        ];
        for (html, length) in cases {
            assert_eq!(shown_length(html), length, "{html}");
        }
        assert!(shows("<p><img src='a.jpg'></p>") && !shows("<p><br/></p>"));
        println!("{} texts", cases.len());
    }
}
