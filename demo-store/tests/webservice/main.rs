//! What the demo store answers, case by case.

mod access;
mod any_shop;
mod catalogue;
mod delivery;
mod faults;
mod further_shops;
mod guarded;
mod json;
mod kinds;
mod last_saved;
mod late;
mod lies;
mod lists;
mod robust;
mod shops;
mod support;
mod versions;
mod writes;
