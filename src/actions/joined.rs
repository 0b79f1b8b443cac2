//! Records joined to others by an id, without looking through all of them for each.

/// Records in the order of an id.
#[derive(Debug)]
pub struct Joined<'r, R> {
    sorted: Vec<(u32, &'r R)>,
}

impl<'r, R> Joined<'r, R> {
    /// Those records that have the id.
    pub fn by(records: &'r [R], id: impl Fn(&R) -> Option<u32>) -> Self {
        let with_id = records.iter().filter_map(|one| Some((id(one)?, one)));
        let mut sorted: Vec<(u32, &R)> = with_id.collect();
        sorted.sort_by_key(|(id, _)| *id);
        Joined { sorted }
    }

    /// Those with this id, in the order in which they came; none for none.
    pub fn to(&self, id: Option<u32>) -> impl Iterator<Item = &'r R> {
        let start = self.sorted.partition_point(|(one, _)| Some(*one) < id);
        let rest = self.sorted.get(start..).unwrap_or_default();
        let alike = rest.iter().take_while(move |(one, _)| Some(*one) == id);
        alike.map(|(_, record)| *record)
    }
}
