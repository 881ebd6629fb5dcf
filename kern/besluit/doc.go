// Package besluit antwoordt: mag dit, met welke redenen en met welke gevolgen?
//
// Elke handeling is één bestand en één functie. Zij krijgt de stand van het dossier,
// het recht en een opdracht, en geeft de nieuwe gebeurtenissen terug, of alle
// weigeringen tegelijk. De toets kijkt naar de stand mét het nieuwe feit: wat
// kern/recht daarover zegt, is wat hier geldt. Een weigering noemt het veld, wat er
// mis is, wat te doen staat en waar dat in de wet staat.
//
// Hier wordt niets verzonden en niets bewaard; dat doet de hal (app).
package besluit
