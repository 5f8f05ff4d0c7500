export default function Page() { return <h1>measure</h1>; }
