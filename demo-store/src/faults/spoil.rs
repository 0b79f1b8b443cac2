//! What faults do to the body of an answer.

use super::fault::Fault;

/// How long a `huge` answer is, in bytes.
pub const HUGE: usize = 64 * 1024 * 1024;

/// Spoils the body of an answer, if the fault does.
pub(super) fn spoil(body: &mut Vec<u8>, fault: Fault) {
    let in_front: &[u8] = match fault {
        Fault::Bom => b"\xEF\xBB\xBF",
        Fault::Newline => b"\n\n",
        Fault::Echo => b"debug: before the answer\n",
        Fault::Notice => b"<br />\n<b>Warning</b>:  Undefined variable $shipping in <b>/var/www/shop/modules/demo/demo.php</b> on line <b>7</b><br />\n",
        _ => b"",
    };
    if !in_front.is_empty() {
        body.splice(0..0, in_front.iter().copied());
    }
    match fault {
        Fault::Truncated => body.truncate(body.len() / 3 * 2),
        Fault::ControlCharacters => dirty(body),
        Fault::Huge => pad(body),
        _ => {}
    }
}

/// Puts characters XML does not know into the first values.
fn dirty(body: &mut Vec<u8>) {
    let marker = b"]]>";
    let mut out = Vec::with_capacity(body.len() + 64);
    let mut rest = body.as_slice();
    let mut left = 8;
    while let Some(at) = rest
        .windows(marker.len())
        .position(|window| window == marker)
    {
        let (value, after) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        out.extend_from_slice(value);
        // Ids stay what they are, so that a client can name the record.
        if left > 0 && value.last().is_some_and(u8::is_ascii_alphabetic) {
            out.extend_from_slice(b"\x01\x0B\xEF\xBF\xBE");
            left -= 1;
        }
        out.extend_from_slice(marker);
        rest = after.get(marker.len()..).unwrap_or(&[]);
    }
    out.extend_from_slice(rest);
    *body = out;
}

fn pad(body: &mut Vec<u8>) {
    let end = b"</prestashop>";
    let Some(at) = body.windows(end.len()).rposition(|window| window == end) else {
        return;
    };
    let tail = body.split_off(at);
    body.resize(HUGE.saturating_sub(tail.len()).max(body.len()), b' ');
    body.extend_from_slice(&tail);
}
