//! Files that a customer picks, pastes or saves.

#[cfg(target_arch = "wasm32")]
pub use by_browser::{dropped, pasted, picked, save};

/// A file that a customer picked; its bytes are read only when it is sent.
#[derive(Clone)]
pub struct PickedFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its media type as the device has it; may be empty.
    pub media_type: String,
    #[cfg(target_arch = "wasm32")]
    blob: web_sys::File,
    /// The bytes themselves, natively.
    #[cfg(not(target_arch = "wasm32"))]
    pub content: Vec<u8>,
}

#[cfg(not(target_arch = "wasm32"))]
mod stand_in {
    use helpnook_client::FileContent;

    use super::PickedFile;

    impl PickedFile {
        /// The file as a request takes it.
        pub fn content(&self) -> FileContent {
            self.content.clone()
        }
    }

    /// Natively nothing is picked by hand: tests make their files.
    pub fn picked(_event: &web_sys::Event) -> Vec<PickedFile> {
        Vec::new()
    }

    /// Natively nothing is pasted.
    pub fn pasted(_event: &web_sys::Event) -> Vec<PickedFile> {
        Vec::new()
    }

    /// Natively nothing is dropped.
    pub fn dropped(_event: &web_sys::Event) -> Vec<PickedFile> {
        Vec::new()
    }

    /// Natively nothing is saved.
    pub fn save(_name: &str, _bytes: &[u8]) {}
}
#[cfg(not(target_arch = "wasm32"))]
pub use stand_in::{dropped, pasted, picked, save};

#[cfg(target_arch = "wasm32")]
mod by_browser {
    use helpnook_client::FileContent;
    use js_sys::{Array, Uint8Array};
    use wasm_bindgen::JsCast;
    use web_sys::{Blob, ClipboardEvent, DragEvent, FileList, HtmlAnchorElement, HtmlInputElement, Url};

    use super::PickedFile;

    impl PickedFile {
        /// The file as a request takes it.
        pub fn content(&self) -> FileContent {
            self.blob.clone().into()
        }
    }

    /// The files of a file field, which is emptied so that the same file can be picked again.
    pub fn picked(event: &web_sys::Event) -> Vec<PickedFile> {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return Vec::new();
        };
        let files = all(input.files());
        input.set_value("");
        files
    }

    /// The files of a paste: a screenshot, for instance.
    pub fn pasted(event: &web_sys::Event) -> Vec<PickedFile> {
        let event: &ClipboardEvent = event.unchecked_ref();
        all(event.clipboard_data().and_then(|data| data.files()))
    }

    /// The files of a drop.
    pub fn dropped(event: &web_sys::Event) -> Vec<PickedFile> {
        let event: &DragEvent = event.unchecked_ref();
        all(event.data_transfer().and_then(|data| data.files()))
    }

    fn all(files: Option<FileList>) -> Vec<PickedFile> {
        let Some(files) = files else { return Vec::new() };
        (0..files.length())
            .filter_map(|at| files.get(at))
            .map(|blob| PickedFile {
                name: blob.name(),
                bytes: blob.size() as u64,
                media_type: blob.type_(),
                blob,
            })
            .collect()
    }

    /// Hands bytes to the customer as a file to keep.
    pub fn save(name: &str, bytes: &[u8]) {
        let parts = Array::of1(&Uint8Array::from(bytes));
        let link = Blob::new_with_u8_array_sequence(&parts)
            .and_then(|blob| Url::create_object_url_with_blob(&blob))
            .ok()
            .zip(web_sys::window().and_then(|window| window.document()))
            .and_then(|(url, document)| Some((document.create_element("a").ok()?, url)));
        if let Some((link, url)) = link {
            let link: HtmlAnchorElement = link.unchecked_into();
            link.set_href(&url);
            link.set_download(name);
            link.click();
            let _ = Url::revoke_object_url(&url);
        }
    }
}
