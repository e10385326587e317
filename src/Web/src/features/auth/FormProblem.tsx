/** The reason why a form was refused, told to screen readers at once. */
export function FormProblem({ text }: { text: string }) {
  return (
    <p role="alert" className="rounded-md bg-danger-wash px-3.5 py-2.5 text-sm text-danger" data-testid="form-problem">
      {text}
    </p>
  );
}
