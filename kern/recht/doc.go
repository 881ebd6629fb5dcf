// Package recht zegt wat de wet op een dag zegt, en waarom.
//
// Reken leest een dossier en het recht van één gemeente en geeft één Antwoord:
// termijnen, normen, boetes, handelingen en vragen. Elk deel draagt zijn uitleg:
// stappen met een vast kenmerk, een waarde en precies één vindplaats. Wat ontbreekt
// wordt een vraag, geen nul; wat een mens moet wegen staat in Eisen en wordt hier
// niet gekozen.
//
// Elke regel vraagt de waarden van de dag die voor hem telt (de kennisgeving, het
// PIP, de constatering), niet die van vandaag. De getallen zelf staan in wetten.
// Boven elke regel staat zijn artikel: "wet: wi2021#art-11-lid-1". De proef bij
// wetten/dekking.yaml houdt die merken tegen de lijst van artikelen.
package recht
