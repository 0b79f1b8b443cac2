//! Dates of shops as seconds: their local time, counted as if there were no zones.

#![allow(clippy::arithmetic_side_effects)] // Of years below 65,536 and seconds below `LAST`.

const DAY: i64 = 86_400;
/// 9999-12-31 23:59:59.
const LAST: i64 = 253_402_300_799;

/// Reads `YYYY-MM-DD`, with or without ` HH:MM:SS`; `None` for zero dates and anything else.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let mut parts = [0_i64; 6];
    let mut count = 0;
    for part in text.trim().split(['-', ' ', ':']) {
        *parts.get_mut(count)? = i64::from(part.parse::<u16>().ok()?);
        count = count.saturating_add(1);
    }
    let [year, month, day, hour, minute, second] = parts;
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    if !matches!(count, 3 | 6) || !is_day {
        return None;
    }
    let days = days(year, month) + day - 1;
    Some(days * DAY + (hour * 60 + minute) * 60 + second)
}

/// The same date as text, from 1970 on.
pub(super) fn text(seconds: i64) -> String {
    let seconds = seconds.clamp(0, LAST);
    let (day, time) = (seconds / DAY, seconds % DAY);
    // Some years too few, never one too many.
    let mut year = 1970 + day / 366;
    while days(year + 1, 1) <= day {
        year += 1;
    }
    let mut month = 12;
    while days(year, month) > day {
        month -= 1;
    }
    let day = day - days(year, month) + 1;
    let mut out = String::with_capacity(20);
    let parts = [year, month, day, time / 3_600, time / 60 % 60, time % 60];
    for (part, before) in parts.into_iter().zip(["", "-", "-", " ", ":", ":"]) {
        out.push_str(before);
        if part < 10 {
            out.push('0');
        }
        out.push_str(&part.to_string());
    }
    out
}

/// Days from 1970 to the first of a month.
fn days(year: i64, month: i64) -> i64 {
    // Counted from March on, so that the leap day is the last of its year.
    let (year, month) = match month {
        ..3 => (year - 1, month + 9),
        _ => (year, month - 3),
    };
    let leaps = year / 4 - year / 100 + year / 400;
    year * 365 + leaps + (month * 153 + 2) / 5 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_date_then_its_seconds_are_those_of_the_calendar() {
        let cases = [
            ("1970-01-01 00:00:00", Some(0)),
            ("1970-01-01", Some(0)),
            ("2000-02-29 23:59:59", Some(951_868_799)),
            ("2000-03-01", Some(951_868_800)),
            ("2026-03-02 08:00:00", Some(1_772_438_400)),
            ("2099-12-31 23:59:59", Some(4_102_444_799)),
            ("0000-00-00 00:00:00", None),
            ("0000-00-00", None),
            ("", None),
            ("2026-03", None),
            ("2026-03-02 08", None),
            ("2026-03-02 08:00:00:00", None),
            ("x026-03-02", None),
            ("9999-12-31 23:59:59", Some(LAST)),
        ];
        for (date, expected) in cases {
            assert_eq!(seconds(date), expected, "{date}");
            if let (Some(moment), 19) = (expected, date.len()) {
                assert_eq!(text(moment), date);
            }
        }
        let mut days = 0;
        for day in 0..60_000 {
            let moment = day * DAY + 86_399;
            assert_eq!(seconds(&text(moment)), Some(moment), "{}", text(moment));
            days += 1;
        }
        assert_eq!(text(i64::MAX), "9999-12-31 23:59:59");
        assert_eq!(text(i64::MIN), "1970-01-01 00:00:00");
        println!("{} dates and {days} days", cases.len());
    }
}
