import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// `npm run dev` forwards API, hub and media paths to a running gateway (./run).
const gateway = process.env.GATEWAY_URL ?? "http://127.0.0.1:8080";
const forwarded = { target: gateway, ws: true, changeOrigin: false };

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "../Gateway/wwwroot",
    emptyOutDir: true,
    target: "es2023",
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": forwarded, "/hubs": forwarded, "/rtc": forwarded, "/files": forwarded },
  },
  test: {
    // Tests of components ask for jsdom in their first line.
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
