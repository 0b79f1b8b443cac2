//! What hosts do between a client and its shop, and what one bad record does to a list.

mod answered;
mod documents;
mod failing;
mod pages;
