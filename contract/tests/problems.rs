//! The table of problem kinds in the docs is the contract's.

use helpnook_contract::ProblemKind;

#[test]
fn the_docs_list_every_kind_with_its_status() {
    let mut rows: Vec<(u16, Vec<String>)> = Vec::new();
    for kind in ProblemKind::ALL {
        let (status, name) =
            (kind.status().expect("a status"), format!("`{}`", kind.name().expect("a name")));
        match rows.last_mut().filter(|(last, _)| *last == status) {
            Some((_, names)) => names.push(name),
            None => rows.push((status, vec![name])),
        }
    }
    let rows = rows.iter().map(|(status, names)| format!("| {status} | {} |\n", names.join(", ")));
    let table = format!(
        "| Status | `type`, after `urn:helpnook:problem:` |\n|---|---|\n{}\n",
        rows.collect::<String>()
    );
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/contract.md");
    let docs = std::fs::read_to_string(docs).expect("docs/contract.md");
    assert!(docs.contains(&table), "docs/contract.md should have this table:\n{table}");
}
