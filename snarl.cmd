@echo off
rem Runs Snarl from its sources: builds the jar at first use and when sources have changed. Needs a JDK (17 or newer) and Maven, nothing else.
setlocal
set "home=%~dp0"
set "target=%home%src\cli\target"
set "jar=%target%\snarl.jar"
set "stamp=%target%\snarl.stamp"

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
    echo snarl: no Java found; install a JDK, 17 or newer, and put it on the PATH or set JAVA_HOME>&2
    exit /b 2
)

set "changed=yes"
if exist "%jar%" if exist "%stamp%" (
    set "changed=no"
    for /f "delims=" %%c in ('powershell -NoProfile -Command "$t=(Get-Item -LiteralPath '%stamp%').LastWriteTimeUtc; if (Get-ChildItem -Recurse -File -LiteralPath '%home%pom.xml','%home%src\core\pom.xml','%home%src\cli\pom.xml','%home%src\core\src\main','%home%src\cli\src\main','%home%rules' | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1) { 'yes' } else { 'no' }"') do set "changed=%%c"
)
if "%changed%"=="no" goto run

"%java%" --list-modules 2>nul | findstr /b "jdk.compiler" >nul
if errorlevel 1 (
    echo snarl: no compiler found; install a JDK, 17 or newer, and set JAVA_HOME to it>&2
    exit /b 2
)
where mvn >nul 2>&1
if errorlevel 1 (
    echo snarl: no Maven found; install it and put mvn on the PATH ^(it builds Snarl at first use^)>&2
    exit /b 2
)
echo snarl: building Snarl...>&2
if not exist "%target%" mkdir "%target%"
pushd "%home%"
call mvn -q -B -DskipTests -pl src/cli -am package > "%target%\build.log" 2>&1
if errorlevel 1 (
    popd
    type "%target%\build.log" >&2
    echo snarl: the build failed; its output is above and in %target%\build.log>&2
    exit /b 2
)
popd
type nul > "%stamp%"

:run
"%java%" -XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:-DontCompileHugeMethods -XX:+UseParallelGC -Xss16m -Xms600m -Xmn350m -XX:MaxTenuringThreshold=1 -XX:+DisplayVMOutputToStderr -Xlog:disable %SNARL_JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%
