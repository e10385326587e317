export default function GoLivePage() { return null; }
