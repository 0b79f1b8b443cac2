//! The page of a carrier that follows a parcel.

use crate::webservice::address::encode;

/// The longest address of a carrier, and the most places of it that the number goes to.
const LONGEST_ADDRESS: usize = 2_000;
const MOST_PLACES: usize = 4;
/// The letters of a number that an address takes as they are.
const PLAIN: &[u8] = b"-._~";

/// The address of a carrier with the number in the place of each `@`; `None` if it is no page of
/// the web: others could act in the program of whoever opens it.
pub fn tracking_link(address: &str, number: &str) -> Option<String> {
    let address = address.trim();
    let scheme = address.split_once("://").map(|(scheme, _)| scheme);
    let is_web = scheme.is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    });
    let is_bounded = address.len() <= LONGEST_ADDRESS
        && number.len() <= LONGEST_ADDRESS
        && address.matches('@').count() <= MOST_PLACES;
    if !is_web || !is_bounded || number.trim().is_empty() {
        return None;
    }
    let mut encoded = String::new();
    encode(&mut encoded, number.trim(), PLAIN);
    Some(address.replace('@', &encoded))
}
