//! Records joined to others by an id, without looking through all of them for each.

/// Records, and their places in the order of an id.
#[derive(Debug)]
pub struct Joined<'r, R> {
    records: &'r [R],
    places: Places,
}

/// Ids, each with where it stood, in order.
#[derive(Debug)]
pub struct Places(Vec<(u32, usize)>);

impl<'r, R> Joined<'r, R> {
    /// Those records that have the id.
    pub fn by(records: &'r [R], id: impl Fn(&R) -> Option<u32>) -> Self {
        Joined {
            records,
            places: Places::of(records.iter().map(id).collect()),
        }
    }

    /// Those with this id, in the order in which they came; none for none.
    pub fn to(&self, id: Option<u32>) -> impl Iterator<Item = &'r R> {
        let records = self.records;
        let places = self.places.with(id).iter();
        places.filter_map(|(_, at)| records.get(*at))
    }
}

impl Places {
    /// Of a list of ids.
    pub fn of(ids: Vec<Option<u32>>) -> Self {
        let with_id = |(id, at): (Option<u32>, usize)| Some((id?, at));
        let mut sorted: Vec<(u32, usize)> = ids.into_iter().zip(0..).filter_map(with_id).collect();
        sorted.sort_unstable();
        Places(sorted)
    }

    /// Where that id stood; nowhere for none.
    pub fn with(&self, id: Option<u32>) -> &[(u32, usize)] {
        let start = self.0.partition_point(|(one, _)| Some(*one) < id);
        let rest = self.0.get(start..).unwrap_or_default();
        let end = rest.partition_point(|(one, _)| Some(*one) == id);
        rest.get(..end).unwrap_or_default()
    }
}
