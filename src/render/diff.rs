//! stub
/// stub
pub fn unified(path: &str, _before: Option<&str>, after: &str) -> String {
    format!("{path}\n{after}")
}
