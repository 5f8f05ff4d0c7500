export default function Page() { return <h1>evidence</h1>; }
