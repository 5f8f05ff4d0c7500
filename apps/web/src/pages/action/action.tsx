export default function Page() { return <h1>action</h1>; }
