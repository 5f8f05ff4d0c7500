export default function Page() { return <h1>actions</h1>; }
