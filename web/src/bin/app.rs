//! x
fn main() {
    yew::Renderer::<expected_harm_web::App>::new().render();
}
