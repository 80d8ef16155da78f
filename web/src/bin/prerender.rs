//! x
fn main() {
    println!("prerender");
}
