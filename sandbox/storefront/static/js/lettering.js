// The faces that the shop's renderer sets posters in: [id, label], by kind.

export const FACES = [
  ["Clean", [
    ["montserrat", "Montserrat"], ["raleway", "Raleway"], ["josefin-sans", "Josefin Sans"], ["poppins", "Poppins"],
    ["oswald", "Oswald"], ["bebas-neue", "Bebas Neue"], ["anton", "Anton"], ["archivo-black", "Archivo Black"],
    ["poiret-one", "Poiret One"], ["orbitron", "Orbitron"],
  ]],
  ["Classic", [
    ["playfair-display", "Playfair Display"], ["cormorant-garamond", "Cormorant Garamond"],
    ["libre-baskerville", "Libre Baskerville"], ["lora", "Lora"], ["cinzel", "Cinzel"],
    ["abril-fatface", "Abril Fatface"], ["special-elite", "Special Elite"],
  ]],
  ["Handwritten", [
    ["great-vibes", "Great Vibes"], ["dancing-script", "Dancing Script"], ["pacifico", "Pacifico"],
    ["caveat", "Caveat"], ["satisfy", "Satisfy"], ["allura", "Allura"], ["alex-brush", "Alex Brush"],
    ["sacramento", "Sacramento"], ["kaushan-script", "Kaushan Script"], ["amatic-sc", "Amatic SC"],
    ["permanent-marker", "Permanent Marker"],
  ]],
];
