//! The members of an object, in the order in which they came.

/// The members of an object. Each name occurs once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Members<V>(Vec<(String, V)>);

impl<V> Members<V> {
    /// An object without members.
    pub const fn new() -> Self {
        Members(Vec::new())
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&V> {
        self.iter()
            .find(|(one, _)| *one == name)
            .map(|(_, value)| value)
    }

    /// Whether there is a value under a name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Sets a value; the place of one that was there stays.
    pub fn insert(&mut self, name: String, value: V) {
        match self.0.iter_mut().find(|(one, _)| *one == name) {
            Some((_, held)) => *held = value,
            None => self.0.push((name, value)),
        }
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// The members.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl<V> Default for Members<V> {
    fn default() -> Self {
        Members::new()
    }
}

impl<V> IntoIterator for Members<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A name that comes twice keeps its place and takes the last value.
impl<V> FromIterator<(String, V)> for Members<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(members: I) -> Self {
        let mut map = Members::new();
        for (name, value) in members {
            map.insert(name, value);
        }
        map
    }
}
