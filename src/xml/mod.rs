//! Reads and writes Webservice XML; knows no resource.

pub mod element;
pub mod envelope;
pub mod error;
pub mod limits;
pub mod reader;
pub mod writer;

pub use element::Element;
pub use error::{Reason, XmlError};
pub use limits::Limits;
pub use reader::{Content, Reader};
