//! Finds the browsers of this machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Where a browser may be, from the most to the least explicit.
pub struct Browser {
    pub name: &'static str,
    /// Names the program for this run; the tests read the same variable.
    pub variable: &'static str,
    commands: &'static [&'static str],
    /// Where installers put it on systems that have no command for it.
    places: &'static [&'static str],
    /// Its folder in the cache of Playwright, and the program below it.
    playwright: Option<(&'static str, &'static [&'static str])>,
}

pub const BROWSERS: &[Browser] = &[
    Browser {
        name: "Chromium",
        variable: "CHROMIUM_PATH",
        commands: &[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ],
        places: &[
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:/Program Files/Google/Chrome/Application/chrome.exe",
            "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
        ],
        playwright: Some((
            "chromium-",
            &[
                "chrome-linux/chrome",
                "chrome-linux64/chrome",
                "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
                "chrome-win/chrome.exe",
                "chrome-win64/chrome.exe",
            ],
        )),
    },
    Browser {
        name: "Firefox",
        variable: "FIREFOX_PATH",
        commands: &["firefox-esr", "firefox"],
        places: &[
            "/Applications/Firefox.app/Contents/MacOS/firefox",
            "C:/Program Files/Mozilla Firefox/firefox.exe",
        ],
        // Playwright's own build speaks its own protocol, not WebDriver BiDi.
        playwright: None,
    },
];

impl Browser {
    /// The program, if this machine has it; a variable that names no program is
    /// a browser that is missing, not a reason to take another one.
    pub fn find(&self) -> Option<PathBuf> {
        match env::var_os(self.variable) {
            Some(program) => Some(PathBuf::from(program)).filter(|program| program.is_file()),
            None => self.search(),
        }
    }

    fn search(&self) -> Option<PathBuf> {
        let places = self.places.iter().map(PathBuf::from);
        self.commands
            .iter()
            .find_map(|command| on_path(command))
            .or_else(|| places.into_iter().find(|place| place.is_file()))
            .or_else(|| self.in_playwright_cache())
    }

    /// What to say when it is missing.
    pub fn advice(&self) -> String {
        format!(
            "no {} found: install it, or set {} to its program",
            self.name, self.variable
        )
    }

    fn in_playwright_cache(&self) -> Option<PathBuf> {
        let (prefix, programs) = self.playwright?;
        let mut folders: Vec<PathBuf> = playwright_caches()
            .iter()
            .flat_map(|cache| folders_named(cache, prefix))
            .collect();
        folders.sort();
        folders
            .iter()
            .rev()
            .flat_map(|folder| programs.iter().map(move |program| folder.join(program)))
            .find(|program| program.is_file())
    }
}

fn on_path(command: &str) -> Option<PathBuf> {
    let file = format!("{command}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|program| program.is_file())
}

fn playwright_caches() -> Vec<PathBuf> {
    let home = env::home_dir().unwrap_or_default();
    let usual = [
        ".cache/ms-playwright",
        "Library/Caches/ms-playwright",
        "AppData/Local/ms-playwright",
    ];
    let named = env::var_os("PLAYWRIGHT_BROWSERS_PATH").map(PathBuf::from);
    named
        .into_iter()
        .chain(usual.map(|place| home.join(place)))
        .collect()
}

fn folders_named(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path())
        .collect()
}
