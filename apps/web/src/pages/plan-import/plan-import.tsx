export default function Page() { return <h1>plan-import</h1>; }
