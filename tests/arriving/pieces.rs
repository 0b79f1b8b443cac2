//! A body in pieces, as a transport hands it on.

use aismarttalk_prestashop::webservice::response::{Arriving, Response};

/// Hands a response on in pieces that end at those bytes, the first of them when there are so many;
/// what was not taken is in the response that comes back. Each piece is announced.
pub fn receive(
    whole: Response,
    ends: &[usize],
    least: usize,
    arriving: &mut Arriving<'_>,
    mut announce: impl FnMut(),
) -> Response {
    let mut beginning = Vec::new();
    let (mut is_asked, mut is_taken) = (false, false);
    let mut from = 0;
    let all = [whole.body.len()];
    for to in ends.iter().chain(&all) {
        let piece = whole.body.get(from..*to).unwrap_or_default();
        from = from.max(*to);
        announce();
        if is_taken {
            let room = arriving.room(piece.len()).expect("room");
            room.copy_from_slice(piece);
            arriving.go_on();
            continue;
        }
        beginning.extend_from_slice(piece);
        if !is_asked && beginning.len() >= least {
            is_asked = true;
            is_taken = arriving.takes(Response {
                body: beginning.clone(),
                ..whole.clone()
            });
        }
    }
    Response {
        body: if is_taken { Vec::new() } else { beginning },
        ..whole
    }
}
