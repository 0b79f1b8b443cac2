//! The languages a text may be given in.

use resources::Language;

use crate::webservice::error::{Error, Result};
use crate::webservice::names;
use crate::webservice::number::number;

/// Every language of the shop that is known: those it lists, inactive ones included, and
/// those its texts came in, which in a multistore can be more.
#[derive(Clone, Debug, Default)]
pub struct KnownLanguages(Vec<Known>);

#[derive(Clone, Debug)]
struct Known {
    id: u32,
    iso_code: String,
    language_code: String,
    is_active: bool,
}

impl KnownLanguages {
    /// Those the shop lists.
    pub fn listed(languages: &[Language]) -> Self {
        let known = languages.iter().filter_map(|one| {
            Some(Known {
                id: one.id()?,
                iso_code: one.iso_code().unwrap_or_default().to_owned(),
                language_code: one.language_code().unwrap_or_default().to_owned(),
                is_active: one.active() == Some(true),
            })
        });
        KnownLanguages(known.collect())
    }

    /// Adds those of a record.
    pub fn add(&mut self, ids: &[u32]) {
        let mut known = self.ids();
        known.sort_unstable();
        let mut new = ids.to_vec();
        new.retain(|id| known.binary_search(id).is_err());
        new.sort_unstable();
        new.dedup();
        self.0.extend(new.into_iter().map(|id| Known {
            id,
            iso_code: String::new(),
            language_code: String::new(),
            is_active: false,
        }));
        self.0.sort_unstable_by_key(|one| one.id);
    }

    /// Their ids.
    pub fn ids(&self) -> Vec<u32> {
        self.0.iter().map(|one| one.id).collect()
    }

    /// The active one with the lowest id; where none is active, the lowest of all.
    pub fn lowest(&self) -> Option<u32> {
        let lowest = self.0.iter().min_by_key(|one| (!one.is_active, one.id));
        lowest.map(|one| one.id)
    }

    /// The ISO code of one, where the shop tells it.
    pub fn iso_code(&self, id: u32) -> Option<&str> {
        let known = self.0.iter().find(|one| one.id == id);
        known
            .map(|one| one.iso_code.as_str())
            .filter(|code| !code.is_empty())
    }

    /// The language that a caller names by its id, `en` or `en-us`.
    ///
    /// # Errors
    /// `InvalidRequest` for one the shop does not have: it would ignore the text.
    pub fn find(&self, named: &str, field: &str) -> Result<u32> {
        let by_id = number(named);
        let is = |code: &str| !code.is_empty() && code.eq_ignore_ascii_case(named);
        let found = self.0.iter().find(|one| Some(one.id) == by_id);
        let found = found.or_else(|| self.0.iter().find(|one| is(&one.iso_code)));
        let found = found.or_else(|| self.0.iter().find(|one| is(&one.language_code)));
        match found {
            Some(known) => Ok(known.id),
            None => {
                let shown = names::shown(named);
                let problem = ["names a language that the shop does not have: ", &shown];
                let hint = ["Its languages: ", &self.shown(), "."].concat();
                Err(Error::about(field, &problem, &hint))
            }
        }
    }

    fn shown(&self) -> String {
        let one = |known: &Known| match known.iso_code.is_empty() {
            true => known.id.to_string(),
            false => [&known.id.to_string(), " ", &known.iso_code].concat(),
        };
        self.0.iter().map(one).collect::<Vec<String>>().join(", ")
    }
}
