//! Characters in any notation: as they are, or escaped for HTML, XML, addresses, JSON or PHP, once
//! or more often.

/// What HTML and XML write behind the ampersand, and what it means.
const ENTITIES: [(&[u8], u8); 14] = [
    (b"lt;", b'<'),
    (b"gt;", b'>'),
    (b"quot;", b'"'),
    (b"apos;", b'\''),
    (b"nbsp;", b' '),
    (b"#10;", b'\n'),
    (b"#34;", b'"'),
    (b"#39;", b'\''),
    (b"#039;", b'\''),
    (b"#60;", b'<'),
    (b"#61;", b'='),
    (b"#62;", b'>'),
    (b"#x22;", b'"'),
    (b"#x27;", b'\''),
];
/// The longest spelling that is looked for in front of a name.
const LONGEST_SPELLING: usize = 40;

/// The first character as it is meant, and how many bytes spell it.
pub(super) fn first(text: &[u8]) -> Option<(u8, usize)> {
    let (one, rest) = text.split_first()?;
    let spelled = match one {
        b'&' => entity(rest),
        b'%' => percent(rest),
        b'\\' => backslash(rest),
        plain => (*plain, 0),
    };
    Some((spelled.0, spelled.1.saturating_add(1)))
}

/// The character that ends where `text` does, and where its spelling begins.
pub(super) fn last(text: &[u8]) -> Option<(u8, usize)> {
    let end = text.len();
    let spelled = (end.saturating_sub(LONGEST_SPELLING)..end.saturating_sub(1)).find_map(|at| {
        let (meant, length) = first(text.get(at..)?)?;
        (at.saturating_add(length) == end).then_some((meant, at))
    });
    spelled.or_else(|| Some((*text.last()?, end.checked_sub(1)?)))
}

/// How often `part` stands at the start, in bytes.
fn run(text: &[u8], part: &[u8]) -> usize {
    let is_part = |chunk: &&[u8]| *chunk == part;
    let count = text.chunks(part.len()).take_while(is_part).count();
    count.saturating_mul(part.len())
}

fn behind(text: &[u8], at: usize) -> &[u8] {
    text.get(at..).unwrap_or_default()
}

fn entity(text: &[u8]) -> (u8, usize) {
    let escaped = run(text, b"amp;");
    let rest = behind(text, escaped);
    let found = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
    match found {
        Some((name, meant)) => (*meant, escaped.saturating_add(name.len())),
        None => (b'&', escaped),
    }
}

fn percent(text: &[u8]) -> (u8, usize) {
    let escaped = run(text, b"25");
    match hex(behind(text, escaped)) {
        Some(meant) => (meant, escaped.saturating_add(2)),
        None => (b'%', 0),
    }
}

fn backslash(text: &[u8]) -> (u8, usize) {
    let more = run(text, b"\\");
    let rest = behind(text, more);
    let meant = match rest {
        [b'n' | b'r', ..] => b'\n',
        [b't', ..] => b' ',
        [b'0', ..] => 0,
        [one @ (b'"' | b'\'' | b'`' | b'/' | b'$'), ..] => *one,
        [b'u', b'0', b'0', code @ ..] => match hex(code) {
            Some(meant) => return (meant, more.saturating_add(5)),
            None => return (b'\\', more),
        },
        _ => return (b'\\', more),
    };
    (meant, more.saturating_add(1))
}

fn hex(text: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(text.get(..2)?).ok()?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let code = u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    code.is_ascii().then_some(code)
}
