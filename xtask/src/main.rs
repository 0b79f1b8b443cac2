//! What `npm start` and `npm test` call.
#![forbid(unsafe_code)]

fn main() {}
