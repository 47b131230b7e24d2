/** Runs again and again, never twice at once; told to run meanwhile, it runs once more (`again`). A fault is the runner's own to tell. */
export function alone(run: () => Promise<unknown>, again = false): () => void {
	let [isBusy, isWoken] = [false, false];
	const round = async () => {
		isWoken = isBusy && again;
		if (isBusy) return;
		isBusy = true;
		await run().finally(() => (isBusy = false));
		if (isWoken) await round();
	};
	return () => void round();
}
