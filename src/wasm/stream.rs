//! Reads a response's body, up to a limit; a list while it arrives.

use std::hint::black_box;

use js_sys::{Date, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::webservice::response::{Arriving, Response};

use super::body::{NoBody, as_usize, bytes, call, get, settle, settled_or_left};
use super::stop::turn;

/// A list that may be read while its body arrives, and the rest of its response.
pub type List<'l, 'a> = (&'l mut Arriving<'a>, &'l Response);

/// The whole body, decompressed by the runtime, but what a list takes of it. Stops reading past
/// `limit` bytes.
pub async fn read(
    response: &JsValue,
    limit: usize,
    list: Option<List<'_, '_>>,
) -> Result<Vec<u8>, NoBody> {
    let stream = get(response, "body");
    if get(&stream, "getReader").is_function() {
        return read_stream(&stream, limit, list).await;
    }
    // Responses of hand-made fetch functions may have no stream.
    let called = call(response, "arrayBuffer")?;
    let buffer = settled_or_left(&called).await.map_err(NoBody::Thrown)?;
    let bytes = bytes(buffer)?;
    match as_usize(bytes.length()) {
        length if length > limit => Err(NoBody::TooLarge),
        // To copy what was handed on meanwhile would throw.
        0 => Ok(Vec::new()),
        _ => Ok(bytes.to_vec()),
    }
}

/// Milliseconds of work, after which whatever else the page has to do gets a turn.
const TURN: f64 = 8.0;
/// Bytes of a list that are read at once.
const AT_ONCE: u32 = 64 << 10;

/// Joins the pieces at the end: a buffer that grows with them would need memory by their
/// number and size, which differ from time to time, and wasm memory is never given back.
async fn read_stream(
    stream: &JsValue,
    limit: usize,
    list: Option<List<'_, '_>>,
) -> Result<Vec<u8>, NoBody> {
    let reader = Reader(call(stream, "getReader")?);
    let mut pieces = Pieces {
        held: Vec::new(),
        total: 0,
        list,
        is_taken: false,
    };
    let mut busy = 0.0;
    let (mut piece, mut from) = (Uint8Array::new_with_length(0), 0);
    loop {
        let length = piece.length();
        let is_more = from < length;
        let is_tired = busy >= TURN;
        if is_more && !is_tired {
            let start = Date::now();
            from = pieces.add(&piece, from)?;
            busy += Date::now() - start;
            continue;
        }
        let waited = settle(match is_tired {
            true => Ok(turn()),
            false => call(&reader.0, "read"),
        });
        let read = waited.await?;
        if is_tired {
            busy = 0.0;
            // Its buffer was handed on while others worked.
            if piece.length() != length {
                return Err(NoBody::None);
            }
            continue;
        }
        if get(&read, "done").is_truthy() {
            return match pieces.is_taken {
                true => Ok(Vec::new()),
                false => joined(&pieces.held, pieces.total),
            };
        }
        (piece, from) = (bytes(get(&read, "value"))?, 0);
        if pieces.total.saturating_add(as_usize(piece.length())) > limit {
            return Err(NoBody::TooLarge);
        }
    }
}

/// The pieces of a body.
struct Pieces<'l, 'a> {
    /// Those that nobody has taken.
    held: Vec<(Uint8Array, usize)>,
    total: usize,
    /// Who has not been asked yet, or takes them.
    list: Option<List<'l, 'a>>,
    is_taken: bool,
}

impl Pieces<'_, '_> {
    /// Adds a piece from there on; of a list no more than is read at once. Gives where the rest is.
    fn add(&mut self, piece: &Uint8Array, from: u32) -> Result<u32, NoBody> {
        let mut to = piece.length();
        if self.list.is_some() {
            to = to.min(from.saturating_add(AT_ONCE));
        }
        let part = piece.subarray(from, to);
        let length = as_usize(part.length());
        self.total = self.total.saturating_add(length);
        if let (true, Some((arriving, _))) = (self.is_taken, &mut self.list) {
            part.copy_to(arriving.room(length).ok_or(NoBody::TooLarge)?);
            arriving.go_on();
            return Ok(to);
        }
        self.held.push((part, length));
        let is_due = |(arriving, _): &mut List<'_, '_>| self.total >= arriving.step();
        if let Some((arriving, head)) = self.list.take_if(is_due) {
            let beginning = Response {
                body: joined(&self.held, self.total)?,
                ..head.clone()
            };
            if arriving.takes(beginning) {
                self.is_taken = true;
                self.held.clear();
                self.list = Some((arriving, head));
            }
        }
        Ok(to)
    }
}

fn joined(pieces: &[(Uint8Array, usize)], total: usize) -> Result<Vec<u8>, NoBody> {
    // Where memory lacks that room, the next line would trap.
    let mut room = Vec::<u8>::new();
    room.try_reserve_exact(total)
        .map_err(|_| NoBody::TooLarge)?;
    drop(black_box(room));
    let mut bytes = vec![0; total];
    let mut rest = bytes.as_mut_slice();
    for (piece, length) in pieces {
        // A piece whose buffer was handed on meanwhile is empty, and to copy it would throw.
        if as_usize(piece.length()) != *length {
            return Err(NoBody::None);
        }
        let (target, behind) = rest.split_at_mut_checked(*length).ok_or(NoBody::None)?;
        if *length > 0 {
            piece.copy_to(target);
        }
        rest = behind;
    }
    Ok(bytes)
}

/// Cancels its stream when it is dropped: nobody else would read on, and a `fetch` of the
/// user's may not end it by the signal. At the end of the body that does nothing.
struct Reader(JsValue);

impl Drop for Reader {
    fn drop(&mut self) {
        if let Ok(cancelled) = call(&self.0, "cancel") {
            // A stream that cannot be cancelled must not end the process by a rejection.
            wasm_bindgen_futures::spawn_local(async move {
                let _ = settle(Ok(cancelled)).await;
            });
        }
    }
}
