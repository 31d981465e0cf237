//! What says where numbers come from: the program's version and checksums.

use serde_json::Value;

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The first twelve digits of the hash of the resolved scenario.
pub fn scenario_hash(resolved: &Value) -> String {
    let mut hash = sha256_hex(resolved.to_string().as_bytes());
    hash.truncate(12);
    hash
}
