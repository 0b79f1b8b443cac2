//! The resources of the Webservice, each declared once.

pub mod declaration;
