export default function Page() { return <h1>notices</h1>; }
