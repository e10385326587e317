/** The product's name, in one place (index.html repeats it for the first paint). */
export const brand = { name: "Limelight", tagline: "Live, together." };
