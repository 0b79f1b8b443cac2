//! What the demo store answers, case by case.

mod access;
mod catalogue;
mod faults;
mod json;
mod late;
mod lies;
mod lists;
mod robust;
mod shops;
mod support;
mod versions;
mod writes;
