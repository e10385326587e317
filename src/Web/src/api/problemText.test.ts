import { describe, expect, it } from "vitest";
import { ApiProblem } from "./problem";
import { fieldProblem, problemText } from "./problemText";

describe("problem texts", () => {
  it("says by the code what happened and what to do", () => {
    expect(problemText(new ApiProblem(403, { code: "followers_only" }))).toContain("Follow the channel");
  });

  it("names price and balance when tokens are short", () => {
    const problem = new ApiProblem(409, { code: "insufficient_tokens", balance: 5, price: 20 });
    expect(problemText(problem)).toBe("That costs 20 tokens and you have 5. Top up in your wallet.");
  });

  it("tells how long to wait", () => {
    expect(problemText(new ApiProblem(429, { code: "rate_limited" }, "7"))).toContain("7 seconds");
  });

  it("speaks of the connection when there was no answer at all", () => {
    expect(problemText(new ApiProblem(0, null))).toContain("connection");
  });

  it("understands answers that carry no code, like a proxy's", () => {
    expect(problemText(new ApiProblem(502, "<html>"))).toBe(problemText(new ApiProblem(503, { code: "unavailable" })));
  });

  it("never shows an unknown code or an exception's text", () => {
    expect(problemText(new ApiProblem(400, { code: "xyzzy" }))).not.toContain("xyzzy");
    expect(problemText(new TypeError("x is undefined"))).not.toContain("undefined");
  });

  it("passes on the server's sentence where the code is too general", () => {
    expect(problemText(new ApiProblem(409, { code: "conflict", detail: "This slug is taken." }))).toBe("This slug is taken.");
  });
});

describe("field problems", () => {
  it("finds a field's own sentence whatever its case", () => {
    const problem = new ApiProblem(400, { code: "validation_failed", errors: { Title: ["Too long."] } });
    expect(fieldProblem(problem, "title")).toBe("Too long.");
    expect(fieldProblem(problem, "tags")).toBeUndefined();
  });

  it("puts a conflict to the field it names", () => {
    const problem = new ApiProblem(409, { code: "conflict", field: "username", detail: "This username is taken." });
    expect(fieldProblem(problem, "username")).toBe("This username is taken.");
    expect(fieldProblem(problem, "email")).toBeUndefined();
  });
});
