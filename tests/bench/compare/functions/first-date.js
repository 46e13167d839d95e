// For spectral.yaml: the plan is not older than the first one. Spectral has no function that compares two cells.
export default (plan) => (plan.初回作成日 > plan.計画作成日 ? [{ message: "初回作成日が計画作成日より後です" }] : undefined);
