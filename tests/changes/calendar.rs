//! The dates of a shop.

const HOUR: i64 = 3_600;

/// A date as shops write it.
pub fn date(seconds: i64) -> String {
    let (day, time) = (seconds.div_euclid(24 * HOUR), seconds.rem_euclid(24 * HOUR));
    // The worlds begin on a Saturday in October and last less than a year.
    let (mut year, mut month, mut day) = (2026, 1, day - 20_454 + 1);
    let length = |month| match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    while day > length(month) {
        day -= length(month);
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
    let (hour, minute, second) = (time / HOUR, time / 60 % 60, time % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}
