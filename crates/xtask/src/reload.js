// Added by `cargo xtask serve` alone: reloads the page when another build than this one is served.
(async () => {
    const shown = "BUILD";
    for (;;) {
        try {
            const answer = await fetch("/__reload?" + shown, { cache: "no-store" });
            if (answer.ok && (await answer.text()) !== shown) return location.reload();
        } catch {
            // The server is gone; it may come back.
            await new Promise((resolve) => setTimeout(resolve, 1000));
        }
    }
})();
