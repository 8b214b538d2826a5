// Says why the console did not open. Everything else happens in the program itself.
export default () => ({
    onStart() {},
    onProgress() {},
    onComplete() {},
    onSuccess() {},
    onFailure(reason) {
        console.error(reason);
        const line = document.getElementById("boot-line");
        if (line) {
            line.textContent =
                "The console could not be opened. Check your connection, then reload. If it stays so, your browser may be too old for it.";
        }
    },
});
